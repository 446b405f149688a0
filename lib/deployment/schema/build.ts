import { z } from "zod";
import { about } from "./about";
import { buildArgument, path, secretReference } from "./scalars";

/** No step upwards, and none into a folder of the machine. */
const INSIDE = /^(?!\/)(?!(.*\/)?\.\.(\/|$)).*[^/]$/;

const USED = "its Dockerfile uses them";
const OF_DOCKERFILE = {
  args: USED,
  secretArgs: USED,
  dockerfile: "which has it",
  target: "whose Dockerfile has it",
} as const;

/** An image that is built here, in place of a finished one. */
export const build = z
  .strictObject({
    context: path()
      .meta(about("Folder with a Dockerfile. Unwritten: the official image of the release.", "./examples/image"))
      .optional(),
    dockerfile: z
      .string()
      .regex(INSIDE, { error: "expected a file below the context, such as docker/Dockerfile.prod" })
      .meta({
        title: "path",
        ...about(
          "The Dockerfile, relative to the context and below it. Unwritten: Dockerfile.",
          "docker/Dockerfile.prod",
        ),
      })
      .optional(),
    target: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, { error: "expected the name of a stage of the Dockerfile" })
      .meta({
        title: "stage",
        ...about("The stage of the Dockerfile that becomes the image. Unwritten: the last one.", "airflow"),
      })
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
    if (value.context !== undefined) return;
    for (const key of ["args", "secretArgs", "dockerfile", "target"] as const)
      if (Object.keys(value[key] ?? {}).length > 0)
        context.addIssue({
          code: "custom",
          path: [key],
          message: `${key}: goes with context: only, ${OF_DOCKERFILE[key]}`,
        });
  })
  .meta(
    about("Builds the image from context, requirements or both. It is built again when one of their files changes.", {
      requirements: "./requirements.txt",
    }),
  );
