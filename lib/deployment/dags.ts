import { z } from "zod";
import { about } from "./about";
import { duration, path, secretReference } from "./scalars";

const credentials = z
  .strictObject({
    username: z.string().min(1).default("git").meta(about("User name, which most servers ignore.", "git")),
    password: secretReference().meta(about("Token or password of that user.", { secret: "git-token" })),
  })
  .meta(about("Goes with git over HTTPS. Unwritten: the repository is public.", { password: { secret: "git-token" } }));

const BUCKET = "expected a folder of a bucket, such as gs://acme-dags/airflow";

/** Where the DAGs come from: exactly one of a folder, a repository, a bucket and the image. */
export const dags = z
  .strictObject({
    folder: path()
      .meta(
        about(
          "Folder of this host, mounted read-only into every process. Unwritten: git, bucket or image is given.",
          "./dags",
        ),
      )
      .optional(),
    git: z
      .string()
      .min(1)
      .meta(
        about(
          "Repository that is read again and again. Unwritten: folder, bucket or image is given.",
          "https://example.com/dags.git",
        ),
      )
      .optional(),
    ref: z.string().min(1).meta(about("Branch or tag, with git. Unwritten: main.", "release")).optional(),
    subdir: path().meta(about("Folder inside the repository, with git. Unwritten: its root.", "dags")).optional(),
    bucket: z
      .string()
      .regex(/^gs:\/\/[a-z0-9][a-z0-9._-]{1,61}[a-z0-9](\/[A-Za-z0-9_.-]+)*\/?$/, { error: BUCKET })
      .meta({
        title: "gs://BUCKET/FOLDER",
        ...about(
          "Folder of a bucket that is read again and again, on gcp-vms. Unwritten: folder, git or image is given.",
          "gs://acme-dags/airflow",
        ),
      })
      .optional(),
    every: duration()
      .meta(about("Time between two looks at repository or bucket, with git and bucket. Unwritten: 60s.", "5m"))
      .optional(),
    credentials: credentials.optional(),
    image: path()
      .meta(
        about(
          "Folder inside the image, which already holds the DAGs. Unwritten: folder, git or bucket is given.",
          "/opt/acme/dags",
        ),
      )
      .optional(),
  })
  .superRefine((value, context) => {
    const given = [value.folder, value.git, value.bucket, value.image].filter((way) => way !== undefined).length;
    if (given !== 1) context.addIssue("expected exactly one of folder:, git:, bucket: or image:");
    if (value.git === undefined && value.bucket === undefined && value.every !== undefined)
      context.addIssue({ code: "custom", path: ["every"], message: "every: goes with git: or bucket: only" });
    for (const key of ["ref", "subdir", "credentials"] as const) {
      if (value.git === undefined && value[key] !== undefined)
        context.addIssue({ code: "custom", path: [key], message: `${key}: goes with git: only` });
    }
  })
  .meta(
    about(
      "Where the DAGs come from: exactly one of folder, git, bucket and image.",
      { folder: "./dags" },
      { git: "https://example.com/dags.git", ref: "release" },
    ),
  );
