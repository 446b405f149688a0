import { z } from "zod";
import { about } from "./about";
import { duration, path, secretReference } from "./scalars";

const KNOWN_HOSTS = "expected lines of known_hosts, or { file: PATH }";
const KNOWN_HOSTS_LINE =
  "git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICoGkz8wdCQHfaYkzsbOrXTTBYHNiTM3RgMeOSVoRE1m";

/** Keys are public: they may stand in the file. */
const knownHosts = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ file: path().meta(about("File with such lines, as ssh-keyscan writes it.", "./known_hosts")) }),
    ],
    { error: KNOWN_HOSTS },
  )
  .meta({
    title: "keys of hosts",
    ...about(
      "Keys of the repository's host, in lines of known_hosts or a file with them: a host with another key is refused. Unwritten: git over SSH is refused.",
      { file: "./known_hosts" },
      KNOWN_HOSTS_LINE,
    ),
  });

/** What logs in: user and password over HTTPS, a key over SSH. Which of them goes with the address is a rule. */
const credentials = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .meta(about("User name over HTTPS, which most servers ignore. Unwritten: git.", "git"))
      .optional(),
    password: secretReference()
      .meta(about("Token or password of that user. Unwritten: sshKey is given.", { secret: "git-token" }))
      .optional(),
    sshKey: secretReference()
      .meta(
        about("Private key for an address of SSH, without a passphrase. Unwritten: password is given.", {
          secret: "git-key",
        }),
      )
      .optional(),
    knownHosts: knownHosts.optional(),
  })
  .meta(
    about(
      "Logs in at the repository: password over HTTPS, sshKey and knownHosts over SSH. Unwritten: the repository is public.",
      { password: { secret: "git-token" } },
      { sshKey: { secret: "git-key" }, knownHosts: { file: "./known_hosts" } },
    ),
  );

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
          "Repository that is read again and again, by HTTPS or SSH. Unwritten: folder, bucket or image is given.",
          "https://example.com/dags.git",
          "git@example.com:acme/dags.git",
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
