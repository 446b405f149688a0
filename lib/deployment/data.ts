import { z } from "zod";
import { image, port, secretReference } from "./scalars";

/** A name on the database server: it goes into URLs and commands as it is. */
const databaseName = () =>
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_@./+-]{0,62}$/, {
    error: "expected a name of letters, digits and any of _ @ . / + -",
  });

/** Our own server, or an existing one. */
function oneServer(
  value: { host?: string | undefined; image?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (value.host === undefined || value.image === undefined) return;
  const message = "image: starts a server of our own, host: names an existing one; expected one of them";
  context.addIssue({ code: "custom", path: ["image"], message, input: value });
}

/** Either a database of our own (`image`), or one that exists (`host` and the rest). */
export const metadataDatabase = z
  .strictObject({
    engine: z.enum(["postgres", "mysql"]).default("postgres"),
    image: image().optional().describe("Server of our own. Default: postgres:17."),
    host: z.string().min(1).optional().describe("An existing server, reachable from every process."),
    port: port().optional(),
    name: databaseName().default("airflow").describe("Database on that server."),
    user: databaseName().default("airflow"),
    password: secretReference().optional().describe("Unwritten, for a server of our own: generated."),
    maxConnections: z
      .int()
      .min(20)
      .max(10000)
      .optional()
      .describe(
        "Connections the server accepts. Our own is started with it, default 100; of an existing one it is asked for the budget.",
      ),
  })
  .superRefine((value, context) => {
    oneServer(value, context);
    if (value.host === undefined && value.port !== undefined)
      context.addIssue({ code: "custom", path: ["port"], message: "port: goes with host: only" });
    if (value.host !== undefined && value.password === undefined)
      context.addIssue("expected password: { secret: NAME } for the existing server");
  });

/** Either a broker of our own (`image`), or one that exists. Redis or Valkey. */
export const broker = z
  .strictObject({
    image: image().optional().describe("Server of our own. Default: redis:8."),
    host: z.string().min(1).optional().describe("An existing server, reachable from every process."),
    port: port().default(6379),
    database: z.int().min(0).max(15).default(0),
    user: z.string().min(1).optional(),
    password: secretReference().optional(),
    tls: z.boolean().default(false),
  })
  .superRefine((value, context) => {
    oneServer(value, context);
    for (const key of ["user", "tls"] as const)
      if (value.host === undefined && value[key])
        context.addIssue({ code: "custom", path: [key], message: `${key}: goes with host: only` });
  });

const generation = () => z.int().min(1).max(999);

/** Numbers of the keys in use. A new number makes a new key; the first Fernet key encrypts, the others still decrypt. */
export const keys = z.strictObject({
  fernet: z.array(generation()).min(1).default([1]),
  api: generation().default(1),
  jwt: generation().default(1),
});

export type MetadataDatabasePart = z.output<typeof metadataDatabase>;
export type BrokerPart = z.output<typeof broker>;
