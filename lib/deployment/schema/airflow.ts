import { z } from "zod";
import { AIRFLOW_HOME, AIRFLOW_IMAGE } from "../usual";
import { about } from "./about";
import { build } from "./build";
import { dags } from "./dags";
import { LONGEST_TASK } from "./longest-task";
import { duration, image, optionValue, path, secretReference, text, variable } from "./scalars";

const files = z.strictObject({
  plugins: path().meta(about("Folder, copied to /opt/airflow/plugins. Unwritten: no plugins.", "./plugins")).optional(),
  webserverConfig: path()
    .meta(about("File, copied to /opt/airflow/webserver_config.py. Unwritten: Airflow's own.", "./webserver_config.py"))
    .optional(),
  localSettings: path()
    .meta(
      about(
        "File, copied to /opt/airflow/config/airflow_local_settings.py. Unwritten: none.",
        "./airflow_local_settings.py",
      ),
    )
    .optional(),
});

const admin = z.strictObject({
  username: z.string().min(1).default("admin").meta(about("Name to log in with.", "ops")),
  email: z
    .string()
    .min(3)
    .default("admin@example.com")
    .meta(about("Address in the user's profile.", "ops@example.com")),
  password: secretReference()
    .meta(
      about("Password to log in with. Unwritten: generated, and printed by a command that npm run up names.", {
        secret: "admin",
      }),
    )
    .optional(),
});

const slotPool = z.strictObject({
  slots: z
    .int()
    .min(0)
    .meta({ title: "slots", ...about("Tasks of this pool that may run at once, over all workers.", 4) }),
  description: z.string().default("").meta(about("Text beside the pool in the UI.", "the warehouse takes 4 at once")),
});

const finished = image().meta(about("A finished image, with Airflow of that version.", "acme/airflow:3.3.2-7"));

/** What runs, whatever the target: the `airflow:` part of the file. */
export const airflow = z
  .strictObject({
    version: text().meta({
      title: "version",
      ...about("Airflow's release: 2.11.x, or 3.1 and newer 3.x. Another number is an upgrade.", "3.3.2", "2.11.2"),
      type: "string",
      pattern: "^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$",
      patternErrorMessage: 'expected three numbers such as "3.3.2"',
    }),
    image: z
      .union([finished, z.strictObject({ build })], { error: "expected an image reference or { build: ... }" })
      .optional()
      .meta(
        about(
          `Image of every Airflow process, finished or built here; on clouds by its digest. Unwritten: on Docker ${AIRFLOW_IMAGE}:VERSION.`,
          "acme/airflow:3.3.2-7",
          {
            build: { context: "./examples/image" },
          },
        ),
      ),
    executor: z
      .enum(["CeleryExecutor", "LocalExecutor"])
      .default("CeleryExecutor")
      .meta(
        about("Runs tasks on pools of workers, or inside the scheduler without workers and broker.", "LocalExecutor"),
      ),
    timezone: z
      .string()
      .default("utc")
      .meta(about("IANA name, or utc: the zone of schedules that name none.", "Asia/Seoul")),
    options: z
      .record(z.string().meta({ title: "SECTION" }), z.record(z.string().meta({ title: "OPTION" }), optionValue()))
      .default({})
      .meta({
        ...about("Any option of Airflow. One that another key of this file sets is refused.", {
          core: { parallelism: 64 },
        }),
        // What Airflow's releases describe, for editors; the file lies beside the schemas that name it.
        allOf: [{ $ref: "options.json" }],
      }),
    environment: z
      .record(variable(), optionValue())
      .default({})
      .meta(about("Environment variables of every Airflow process.", { STAGE: "test", TOKEN: { secret: "token" } })),
    envFile: path()
      .optional()
      .meta(
        about(
          "File of KEY=VALUE lines for every Airflow process; all of it counts as secret. Unwritten: none.",
          ".env",
        ),
      ),
    connections: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z0-9_.-]+$/, { error: "expected a connection id of letters, digits, '_', '.' and '-'" })
          .meta({ title: "ID" }),
        secretReference(),
      )
      .default({})
      .meta(about("Airflow's connections: each secret holds a URI or JSON.", { warehouse: { secret: "warehouse" } })),
    variables: z
      .record(z.string().min(1).meta({ title: "KEY" }), optionValue())
      .default({})
      .meta(about("Airflow's variables, as Variable.get reads them.", { region: "eu-central" })),
    files: files
      .prefault({})
      .meta(about("Files of the project that every Airflow process gets.", { plugins: "./plugins" })),
    [LONGEST_TASK]: duration()
      .optional()
      .meta(
        about(
          "Longest time a task may run: it is stopped then, unless its DAG has its own execution_timeout. Unwritten: no task is stopped, and a stopping worker waits 1h for its tasks.",
          "45m",
        ),
      ),
    dags: dags.default({ image: `${AIRFLOW_HOME}/dags` }),
    admin: admin
      .prefault({})
      .meta(about("First user of the UI. It is made once and never changed afterwards.", { username: "ops" })),
    slotPools: z
      .record(z.string().min(1).meta({ title: "NAME" }), slotPool)
      .default({})
      .meta(
        about(
          "Airflow's pools, which limit how many tasks of a kind run at once. One that leaves the file is deleted.",
          {
            warehouse: { slots: 4 },
          },
        ),
      ),
  })
  .meta(about("What runs, on whatever target.", { version: "3.3.2", dags: { folder: "./dags" } }));

export type AirflowPart = z.output<typeof airflow>;
export type BuildPart = z.output<typeof build>;
