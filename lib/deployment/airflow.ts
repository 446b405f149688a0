import { z } from "zod";
import { duration, image, secretReference, text, variable } from "./scalars";

const path = () => z.string().min(1);

const build = z
  .strictObject({
    context: path().describe("Folder with a Dockerfile, relative to the project's folder.").optional(),
    requirements: path()
      .describe("requirements.txt, installed against the constraints of the Airflow release.")
      .optional(),
    args: z.record(z.string(), text()).default({}).describe("Build arguments. They stay in the image's history."),
    secretArgs: z
      .record(z.string(), secretReference())
      .default({})
      .describe("Secrets of the build, mounted at /run/secrets/NAME while it runs and never part of the image."),
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
  });

const dags = z
  .strictObject({
    folder: path().describe("Folder on this machine, mounted into every process (Docker).").optional(),
    git: z.string().min(1).describe("Repository that every machine reads.").optional(),
    ref: z.string().min(1).describe("Branch or tag, with git. Default: main.").optional(),
    subdir: path().describe("Folder of the DAGs inside the repository, with git.").optional(),
    every: duration().describe("How often the repository is asked for changes. Default: 60s.").optional(),
    credentials: z
      .strictObject({ username: z.string().min(1).default("git"), password: secretReference() })
      .describe("For a private repository over HTTPS.")
      .optional(),
    image: path().describe("Folder of the DAGs inside the image. Default: /opt/airflow/dags.").optional(),
  })
  .superRefine((value, context) => {
    const given = [value.folder, value.git, value.image].filter((way) => way !== undefined).length;
    if (given !== 1) context.addIssue("expected exactly one of folder:, git: or image:");
    for (const key of ["ref", "subdir", "every", "credentials"] as const) {
      if (value.git === undefined && value[key] !== undefined)
        context.addIssue({ code: "custom", path: [key], message: `${key}: goes with git: only` });
    }
  });

/** What runs, whatever the target: the `airflow:` part of the file. */
export const airflow = z.strictObject({
  version: text().describe("Airflow's version, three numbers."),
  image: z
    .union([image(), z.strictObject({ build })], { error: "expected an image reference or { build: ... }" })
    .optional()
    .describe("Default: apache/airflow:VERSION."),
  executor: z.enum(["CeleryExecutor", "LocalExecutor"]).default("CeleryExecutor"),
  timezone: z.string().default("utc").describe("IANA name, or utc."),
  options: z
    .record(z.string(), z.record(z.string(), z.union([text(), secretReference()])))
    .default({})
    .describe("Any option of Airflow, by section and key."),
  environment: z
    .record(variable(), z.union([text(), secretReference()]))
    .default({})
    .describe("Variables of every Airflow process."),
  envFile: path().optional().describe("File of KEY=VALUE lines. All of it counts as secret."),
  connections: z
    .record(
      z.string().regex(/^[A-Za-z0-9_.-]+$/, { error: "expected a connection id of letters, digits, '_', '.' and '-'" }),
      secretReference(),
    )
    .default({})
    .describe("Connections by id; each secret holds Airflow's URI or JSON."),
  variables: z
    .record(z.string().min(1), z.union([text(), secretReference()]))
    .default({})
    .describe("Airflow variables by key."),
  files: z
    .strictObject({
      plugins: path().describe("Folder of plugins.").optional(),
      webserverConfig: path().describe("webserver_config.py.").optional(),
      localSettings: path().describe("airflow_local_settings.py.").optional(),
    })
    .prefault({}),
  maxTaskDuration: duration()
    .optional()
    .describe(
      "Longest time a task may run; also Airflow's default task timeout. Unwritten: drains wait 1h and no task is stopped.",
    ),
  dags: dags.default({ image: "/opt/airflow/dags" }),
  admin: z
    .strictObject({
      username: z.string().min(1).default("admin"),
      email: z.string().min(3).default("admin@example.com"),
      password: secretReference().optional().describe("Unwritten: generated."),
    })
    .prefault({}),
  slotPools: z
    .record(z.string().min(1), z.strictObject({ slots: z.int().min(0), description: z.string().default("") }))
    .default({})
    .describe("Airflow's pools: how many tasks of a kind may run at once."),
});

export type AirflowPart = z.output<typeof airflow>;
export type BuildPart = z.output<typeof build>;
