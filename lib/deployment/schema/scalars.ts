import { z } from "zod";
import { lookUp } from "../look-up";
import { about } from "./about";
import { QUEUE, QUEUE_RULE } from "./queue-name";

/**
 * The leaves of a deployment file. A scalar arrives as the text that stands in the file wherever reading it as a
 * number would change it (`3.10`, `08080`), see source.ts; that is why text accepts numbers too.
 * `title` names the kind of value in editors and in docs/reference.md.
 */
export const text = () =>
  z
    .union([z.string(), z.number(), z.boolean()], { error: "expected text" })
    .transform(String)
    .meta({ title: "text", ...about("Plain or quoted: 3.10 stays 3.10.", "3.10", 64, true) });

export const path = () =>
  z
    .string()
    .min(1)
    .meta({ title: "path", ...about("Relative to the project's folder; ~/ and absolute paths work too.", "./dags") });

/** A name that becomes a Terraform address, a DNS label and a container name: the strictest rule of all targets. */
export const NAME = /^(?!.*--)[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
export const NAME_RULE =
  "2 to 20 characters: lower-case letters, digits and single hyphens, first a letter, last no hyphen";

export const name = () =>
  z
    .string()
    .regex(NAME, { error: `expected a name of ${NAME_RULE}` })
    .meta({ title: "name", ...about(`Of a pool or a stack: ${NAME_RULE}.`, "gpu") });
const QUEUE_FORM = `expected a queue name of ${QUEUE_RULE}`;

export const queue = () =>
  z
    .union([z.string().regex(QUEUE, { error: QUEUE_FORM }), z.number()], { error: QUEUE_FORM })
    .transform(String)
    .meta({
      title: "queue name",
      ...about(`What tasks name with queue=, kept as it is written: ${QUEUE_RULE}.`, "reports", "team-a/etl:gpu.v2"),
    });

/** Name of an environment variable. */
export const variable = () =>
  z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
      error: "expected a variable's name: letters, digits and '_', first no digit",
    })
    .meta({ title: "NAME" });

export const port = () => z.int().min(1).max(65535).meta({ title: "port" });
export const count = (least = 1, most = 1000) => z.int().min(least).max(most);

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** `90s`, `15m`, `1h`, `2d`; the value is in seconds. */
export const duration = () =>
  z
    .string({ error: "expected a duration such as 90s, 15m, 1h or 2d" })
    .regex(/^[1-9][0-9]{0,6}[smhd]$/, { error: "expected a duration such as 90s, 15m, 1h or 2d" })
    .transform((value) => Number(value.slice(0, -1)) * (lookUp(SECONDS, value.slice(-1)) ?? 1))
    .meta({ title: "duration", ...about("A whole number and its unit: s, m, h or d.", "90s", "15m", "1h", "2d") });

const MEBIBYTES: Readonly<Record<string, number>> = { MiB: 1, GiB: 1024 };

/** `512MiB`, `2GiB`; the value is in MiB. */
export const memory = () =>
  z
    .string({ error: "expected an amount of memory such as 512MiB or 2GiB" })
    .regex(/^[1-9][0-9]{0,5}(MiB|GiB)$/, { error: "expected an amount of memory such as 512MiB or 2GiB" })
    .transform((value) => Number(value.slice(0, -3)) * (lookUp(MEBIBYTES, value.slice(-3)) ?? 1))
    .meta({ title: "memory", ...about("A whole number and its unit: MiB or GiB.", "512MiB", "2GiB") });

/** Cores, fractions allowed: `0.5`, `2`. */
export const cpu = () =>
  z
    .number()
    .positive()
    .max(256)
    .meta({ title: "cores", ...about("A number of processor cores, fractions allowed.", 0.5, 2) });

/** Names of all stores; each target has a rule about its own. */
const SECRET = /^[A-Za-z0-9/_+=.@:-]{1,800}$/;
const SECRET_RULE = "letters, digits and / _ + = . @ : -, as the target's store writes it";

export const SECRET_FORM = "a secret is never written into this file: write { secret: NAME } or { file: PATH }";

/**
 * Where a secret lies: `{ secret: NAME, key?: JSON key }` in the target's store (Docker: the file secrets/NAME),
 * or `{ file: PATH }` relative to the project's folder.
 */
export const secretReference = () =>
  z
    .strictObject(
      {
        secret: z
          .string()
          .regex(SECRET, { error: `expected a secret's name: ${SECRET_RULE}` })
          .meta(
            about(
              "Its name in the target's store; on AWS also its ARN, on GCP also projects/PROJECT/secrets/NAME; on Docker the file secrets/NAME. Unwritten: file is given.",
              "smtp",
            ),
          )
          .optional(),
        key: z
          .string()
          .min(1)
          .meta(about("One key of the JSON object that the secret holds. Unwritten: all of its text.", "password"))
          .optional(),
        file: path().meta(about("A file that holds it. Unwritten: secret is given.", "/etc/airflow/smtp")).optional(),
      },
      { error: (issue) => (issue.code === "invalid_type" ? SECRET_FORM : undefined) },
    )
    .refine((value) => (value.secret === undefined) !== (value.file === undefined), {
      error: "expected either secret: NAME or file: PATH",
      // Else zod takes a section that is another form for a wrong one of this form.
      abort: true,
    })
    .meta({
      title: "secret",
      ...about(
        "Where a secret lies: it is never written into this file.",
        { secret: "smtp" },
        { file: "/etc/airflow/smtp" },
      ),
    });

export type SecretReference = z.output<ReturnType<typeof secretReference>>;

const REASON = "expected the reason why this is no secret, in a few words";

/** Text that looks like a secret and is none, with the reason; read as the text. */
export const plainText = () =>
  z
    .strictObject(
      {
        plain: text().meta(about("The text itself.", "https://abc@sentry.io/1")),
        because: z
          .string({ error: REASON })
          .regex(/^(?=.{0,20}\p{L}{2})\S.{2,198}\S$/u, { error: REASON })
          .meta(about("Why it is no secret, in a few words: the review shows it.", "a public DSN")),
      },
      { error: (issue) => (issue.code === "invalid_type" ? "expected { plain: TEXT, because: REASON }" : undefined) },
    )
    .transform(({ plain }) => plain)
    .meta({
      title: "text with a reason",
      ...about("Text that looks like a secret and is none.", {
        plain: "https://abc@sentry.io/1",
        because: "a public DSN",
      }),
    });

/** The value of an option, a variable of the environment or an Airflow variable. */
export const optionValue = () =>
  z
    .union([text(), secretReference(), plainText()])
    .meta({ title: "text or secret", ...about("Text, or where a secret lies, or text with a reason.", "64") });

/** The value of a build argument, which everybody who has the image can read. */
export const buildArgument = () =>
  z.union([text(), plainText()]).meta({ title: "text", ...about("Text, or text with a reason.", "64") });

const LATEST = "expected an image with a version, never `latest`: repository:TAG or repository@sha256:DIGEST";

/** An image reference that names one version: a tag other than `latest`, or a digest. */
export const image = () =>
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._/-]*(:[0-9]+\/[a-z0-9._/-]+)?(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$/,
      {
        error: "expected an image reference: repository:TAG or repository@sha256:DIGEST",
      },
    )
    .regex(/@sha256:|:[^/:]+$/, { error: LATEST })
    .regex(/(?<!:latest)$/, { error: LATEST })
    .meta({
      title: "image",
      ...about("A reference that names one version: a tag other than latest, or a digest.", "acme/airflow:3.3.2-7"),
    });
