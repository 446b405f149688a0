import { z } from "zod";
import { about } from "./about";
import { buildArgument, path, secretReference } from "./scalars";

/** An image that is built here, in place of a finished one. */
export const build = z
  .strictObject({
    context: path()
      .meta(about("Folder with a Dockerfile. Unwritten: the official image of the release.", "./examples/image"))
      .optional(),
    requirements: path()
      .meta(
        about(
          "Python packages, installed against the constraints of the release. Unwritten: none.",
          "./requirements.txt",
        ),
      )
      .optional(),
    args: z
      .record(z.string().meta({ title: "ARG" }), buildArgument())
      .default({})
      .meta(
        about("Build arguments. They stay in the image's history; AIRFLOW_VERSION is always passed.", {
          REVISION: "42",
        }),
      ),
    secretArgs: z
      .record(z.string().meta({ title: "ID" }), secretReference())
      .default({})
      .meta(
        about("Secrets of the build, at /run/secrets/ID while it runs and never part of the image.", {
          pip_token: { secret: "pip-token" },
        }),
      ),
  })
  .refine((value) => value.context !== undefined || value.requirements !== undefined, {
    error: "expected context: FOLDER, requirements: FILE or both",
  })
  .superRefine((value, context) => {
    for (const key of ["args", "secretArgs"] as const)
      if (value.context === undefined && Object.keys(value[key]).length > 0)
        context.addIssue({
          code: "custom",
          path: [key],
          message: `${key}: goes with context: only, its Dockerfile uses them`,
        });
  })
  .meta(
    about("Builds the image from context, requirements or both. It is built again when one of their files changes.", {
      requirements: "./requirements.txt",
    }),
  );
