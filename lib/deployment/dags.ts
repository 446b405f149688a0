import { z } from "zod";
import { about } from "./about";
import { duration, path, secretReference } from "./scalars";

const credentials = z
  .strictObject({
    username: z.string().min(1).default("git").meta(about("User name, which most servers ignore.", "git")),
    password: secretReference().meta(about("Token or password of that user.", { secret: "git-token" })),
  })
  .meta(about("Goes with git over HTTPS. Unwritten: the repository is public.", { password: { secret: "git-token" } }));

/** Where the DAGs come from: exactly one of a folder, a repository and the image. */
export const dags = z
  .strictObject({
    folder: path()
      .meta(
        about("Folder of this host, mounted read-only into every process. Unwritten: git or image is given.", "./dags"),
      )
      .optional(),
    git: z
      .string()
      .min(1)
      .meta(
        about(
          "Repository that is read again and again. Unwritten: folder or image is given.",
          "https://example.com/dags.git",
        ),
      )
      .optional(),
    ref: z.string().min(1).meta(about("Branch or tag, with git. Unwritten: main.", "release")).optional(),
    subdir: path().meta(about("Folder inside the repository, with git. Unwritten: its root.", "dags")).optional(),
    every: duration()
      .meta(about("Time between two looks at the repository, with git. Unwritten: 60s.", "5m"))
      .optional(),
    credentials: credentials.optional(),
    image: path()
      .meta(
        about(
          "Folder inside the image, which already holds the DAGs. Unwritten: folder or git is given.",
          "/opt/acme/dags",
        ),
      )
      .optional(),
  })
  .superRefine((value, context) => {
    const given = [value.folder, value.git, value.image].filter((way) => way !== undefined).length;
    if (given !== 1) context.addIssue("expected exactly one of folder:, git: or image:");
    for (const key of ["ref", "subdir", "every", "credentials"] as const) {
      if (value.git === undefined && value[key] !== undefined)
        context.addIssue({ code: "custom", path: [key], message: `${key}: goes with git: only` });
    }
  })
  .meta(
    about(
      "Where the DAGs come from: exactly one of folder, git and image.",
      { folder: "./dags" },
      { git: "https://example.com/dags.git", ref: "release" },
    ),
  );
