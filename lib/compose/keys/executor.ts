import { changed, type Item, problem, same, write } from "../read/item";
import { type Context, running, settings } from "../services/context";

const KNOWN = ["CeleryExecutor", "LocalExecutor"] as const;
export type Executor = (typeof KNOWN)[number];

interface Decided {
  readonly executor: Executor;
  readonly items: readonly Item[];
}

/** The executor of the scheduler; without one, what the services show. */
export function executor(context: Context): Decided {
  const { cast, project } = context;
  const found = running(cast).flatMap((service) => {
    const all = settings(service, context);
    return all.get("AIRFLOW__CORE__EXECUTOR") ?? all.get("EXECUTOR") ?? [];
  })[0];
  const has = cast.roles.worker.length > 0;
  if (found === undefined) {
    const executor = has ? "CeleryExecutor" : "LocalExecutor";
    const why = has ? "a service runs workers" : "no service runs workers";
    return {
      executor,
      items: [
        ...written(executor, project.file),
        changed(
          project.file,
          `no variable names the executor (it may be in an airflow.cfg); ${why}, so ${executor} is written: airflow.executor is where to change it`,
        ),
      ],
    };
  }
  const text = found.text.trim().split(".").at(-1) ?? "";
  const name = /Executor$/.test(text) ? text : `${text}Executor`;
  if (name === "SequentialExecutor")
    return {
      executor: "LocalExecutor",
      items: [
        ...written("LocalExecutor", found.at),
        changed(
          found.at,
          "SequentialExecutor became LocalExecutor: tasks run side by side; write airflow.options.core.parallelism: 1 for one at a time",
        ),
      ],
    };
  const executor = KNOWN.find((one) => one === name);
  if (executor !== undefined)
    return { executor, items: [...written(executor, found.at), ...missing(executor, context)] };
  return {
    executor: "CeleryExecutor",
    items: [
      problem(
        found.at,
        `executor ${found.text} is not supported; write CeleryExecutor with a service that runs \`celery worker\`, or LocalExecutor, into the compose file`,
      ),
    ],
  };
}

/** CeleryExecutor is the default of a deployment file. */
const written = (executor: Executor, at: Context["project"]["file"]): readonly Item[] =>
  executor === "CeleryExecutor" ? [same(at)] : [write(["airflow", "executor"], executor, at)];

function missing(executor: Executor, { cast, project }: Context): readonly Item[] {
  if (executor === "LocalExecutor" || cast.roles.worker.length > 0) return [];
  return [
    problem(
      project.file,
      "CeleryExecutor needs workers, and no service runs `celery worker`; add one, name its profile by --profile, or set the executor to LocalExecutor",
    ),
  ];
}
