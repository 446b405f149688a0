import { lookUp } from "../lib/deployment/look-up";
import type { Print } from "./print";

/** One line of Terraform's JSON stream, what we use of it. Source: Terraform's "Machine-Readable UI". */
interface Event {
  readonly type?: string;
  readonly hook?: {
    readonly resource?: { readonly resource_type?: string; readonly resource_name?: string };
    readonly action?: string;
    readonly elapsed_seconds?: number;
    readonly output?: string;
  };
  readonly diagnostic?: { readonly severity?: string; readonly summary?: string; readonly detail?: string };
}

const SHOWN: Readonly<Record<string, string>> = {
  docker_container: "",
  docker_image: "image ",
  docker_volume: "volume ",
  docker_network: "network ",
  terraform_data: "",
  google_compute_instance: "machine ",
  google_compute_instance_group_manager: "pool ",
  google_compute_region_instance_group_manager: "pool ",
  google_sql_database_instance: "database ",
  google_redis_instance: "broker ",
};
const DONE: Readonly<Record<string, string>> = {
  create: "ready",
  delete: "gone",
  update: "changed",
  replace: "replaced",
};

/** Turns Terraform's stream into short lines, and keeps what went wrong. */
export class Progress {
  readonly errors: string[] = [];
  readonly failed: string[] = [];
  /** Last lines that a one-shot wrote. */
  readonly output: string[] = [];

  constructor(private readonly print: Print) {}

  line(text: string): void {
    const event = parse(text);
    const { resource_type: type = "", resource_name: name = "" } = event.hook?.resource ?? {};
    const what = lookUp(SHOWN, type) === undefined ? undefined : `${lookUp(SHOWN, type)}${name}`;
    if (event.type === "apply_complete" && what !== undefined)
      this.print.done(`${what} ${lookUp(DONE, event.hook?.action ?? "") ?? "done"}`, event.hook?.elapsed_seconds ?? 0);
    if (event.type === "apply_progress" && what !== undefined)
      this.print.step(`${what} ... ${event.hook?.elapsed_seconds ?? 0} s`);
    if (event.type === "apply_errored" && what !== undefined) this.failed.push(name);
    if (event.type === "provision_progress" && event.hook?.output !== undefined)
      this.output.push(event.hook.output.trimEnd());
    if (event.type === "diagnostic" && event.diagnostic?.severity === "error")
      this.errors.push([event.diagnostic.summary, withoutOutput(event.diagnostic.detail)].filter(Boolean).join(": "));
  }
}

/** A one-shot's output is shown once, from `output`. */
const withoutOutput = (detail = ""): string => detail.split(" Output:")[0] ?? "";

function parse(text: string): Event {
  try {
    return JSON.parse(text) as Event;
  } catch {
    return {};
  }
}
