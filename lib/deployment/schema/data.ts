import { z } from "zod";
import { SERVER_IMAGES, USUAL_PORTS } from "../usual";
import { about } from "./about";
import { image, path, port, secretReference } from "./scalars";

/** A name on the database server: it goes into URLs and commands as it is. */
const databaseName = () =>
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_@./+-]{0,62}$/, {
    error: "expected a name of letters, digits and any of _ @ . / + -",
  });

const host = () =>
  z
    .string()
    .min(1)
    .meta(
      about(
        "Name, IPv4 address or IPv6 address in brackets of one existing server that every process reaches, so never localhost; nothing else of a URL. Unwritten: a server of our own is started.",
        "db.example.com",
      ),
    )
    .optional();

/** Our own server, or an existing one. */
function oneServer(
  value: { host?: string | undefined; image?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (value.host === undefined || value.image === undefined) return;
  const message = "image: starts a server of our own, host: names an existing one; expected one of them";
  context.addIssue({ code: "custom", path: ["image"], message, input: value });
}

/** Whether the way to an existing server is encrypted, and who signs its certificate. */
const tls = (ca: string) =>
  z
    .union([z.boolean(), z.strictObject({ ca: path().meta(about("PEM file of that authority.", ca)) })], {
      error: "expected true, false or { ca: PATH }",
    })
    .default(false)
    .meta(
      about(
        "Encrypts the way to an existing server and checks its certificate; ca is the authority that signed it, where the image does not know it.",
        true,
        { ca },
      ),
    );

/** Either a database of our own (`image`), or one that exists (`host` and the rest). */
export const metadataDatabase = z
  .strictObject({
    engine: z
      .enum(["postgres", "mysql"])
      .default("postgres")
      .meta(about("Kind of server. On docker and aws-ecs mysql goes with host only.", "mysql")),
    image: image()
      .meta(
        about(
          `Image of our own server. Unwritten: ${SERVER_IMAGES.postgres}, for mysql ${SERVER_IMAGES.mysql}.`,
          "postgres:16",
        ),
      )
      .optional(),
    host: host(),
    port: port()
      .meta(
        about(`Port of the existing server. Unwritten: ${USUAL_PORTS.postgres}, for mysql ${USUAL_PORTS.mysql}.`, 6432),
      )
      .optional(),
    name: databaseName().default("airflow").meta(about("Database on that server.", "airflow_prod")),
    user: databaseName().default("airflow").meta(about("User who owns that database.", "airflow_prod")),
    password: secretReference()
      .meta(
        about("Password of that user; with host it must be written. Unwritten: generated for our own server.", {
          secret: "airflow-database",
        }),
      )
      .optional(),
    maxConnections: z
      .int()
      .min(20)
      .max(10000)
      .meta({
        title: "connections",
        ...about(
          "Connections that the server accepts; a file that needs more is refused. Unwritten: 100 for our own server, no check for an existing one.",
          200,
        ),
      })
      .optional(),
    tls: tls("./certs/database.pem"),
  })
  .superRefine((value, context) => {
    oneServer(value, context);
    if (value.host === undefined && value.tls !== false)
      context.addIssue({ code: "custom", path: ["tls"], message: "tls: goes with host: only" });
    if (value.host === undefined && value.port !== undefined)
      context.addIssue({ code: "custom", path: ["port"], message: "port: goes with host: only" });
    if (value.host !== undefined && value.password === undefined)
      context.addIssue("expected password: { secret: NAME } for the existing server");
  })
  .meta(
    about("Airflow's own database: a server of our own, or an existing one by host.", {
      host: "db.example.com",
      password: { secret: "airflow-database" },
    }),
  );

/** Either a broker of our own (`image`), or one that exists. Redis or Valkey. */
export const broker = z
  .strictObject({
    image: image()
      .meta(about(`Image of our own server. Unwritten: ${SERVER_IMAGES.redis}.`, "redis:7.2"))
      .optional(),
    host: host().meta({ examples: ["redis.example.com"] }),
    port: port().default(USUAL_PORTS.redis).meta(about("Port of the server.", 6380)),
    database: z.int().min(0).max(15).default(0).meta(about("Number of the database on the server.", 1)),
    user: z.string().min(1).meta(about("User on an existing server. Unwritten: none is sent.", "airflow")).optional(),
    password: secretReference()
      .meta(
        about("Password of the server. Unwritten: generated for our own, none for an existing one.", {
          secret: "broker",
        }),
      )
      .optional(),
    tls: tls("./certs/redis.pem"),
  })
  .superRefine((value, context) => {
    oneServer(value, context);
    for (const key of ["user", "tls"] as const)
      if (value.host === undefined && value[key])
        context.addIssue({ code: "custom", path: [key], message: `${key}: goes with host: only` });
  })
  .meta(
    about(
      "Redis or Valkey between scheduler and workers: a server of our own, or an existing one. Not with LocalExecutor.",
      {
        host: "redis.example.com",
        tls: true,
        password: { secret: "broker" },
      },
    ),
  );

const generation = () => z.int().min(1).max(999).meta({ title: "key number" });

/** Numbers of the keys in use, or a Fernet key that exists. A new number makes a new key. */
export const keys = z
  .strictObject({
    fernet: z
      .array(z.union([generation(), secretReference()], { error: "expected a key number, or { secret: NAME }" }))
      .min(1)
      .default([1])
      .meta(
        about(
          "Keys of connections and variables in the database, generated or existing ones: the first encrypts, all decrypt.",
          [2, 1],
          [1, { secret: "old-fernet-key" }],
        ),
      ),
    api: generation().default(1).meta(about("Key that signs sessions of the UI: a new one logs everybody out.", 2)),
    jwt: generation().default(1).meta(about("Key that signs the tokens of tasks on 3.x.", 2)),
  })
  .meta(
    about("Numbers of the generated keys: a new number makes a new key, one that leaves the file is deleted.", {
      fernet: [2, 1],
    }),
  );

export type MetadataDatabasePart = z.output<typeof metadataDatabase>;
export type BrokerPart = z.output<typeof broker>;
