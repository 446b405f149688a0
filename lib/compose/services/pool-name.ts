import { NAME } from "../../deployment/schema/scalars";

const LONGEST = 20;

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const cut = (text: string): string => text.slice(0, LONGEST).replace(/-{1,20}$/, "");

/**
 * The pool that a worker service becomes: `airflow-worker` is `default`, `airflow-worker-gpu` is `gpu`,
 * `worker_2` is `worker2`.
 */
export function poolOf(service: string): string {
  const plain = words(service)
    .replace(/^airflow-/, "")
    .replace(/^(celery-)?workers?-|-(celery-)?workers?$|^(celery-)?workers?$/, "");
  if (plain === "") return "default";
  const named = cut(/^[0-9]/.test(plain) ? `worker${plain}` : plain);
  return NAME.test(named) ? named : cut(`worker-${plain}`);
}

/** The stack's name from any text; undefined where nothing of it can stay. */
export function stackName(text: string): string | undefined {
  const plain = cut(words(text).replace(/^[0-9-]+/, ""));
  if (NAME.test(plain)) return plain;
  const longer = cut(`airflow-${words(text)}`);
  return NAME.test(longer) ? longer : undefined;
}
