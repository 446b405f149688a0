import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a task asks the agent, and when. */
export interface Protection {
  readonly at: number;
  readonly enabled: boolean;
  readonly minutes: number | undefined;
}

/** A task that the agent knows. */
export interface Known {
  readonly arn: string;
  readonly cluster: string;
  readonly family: string;
  readonly revision: number;
  readonly service: string;
  /** ISO 8601. */
  readonly began: string;
}

/** What ECS runs beside every task: who am I, and may I be stopped? One for all tasks; each has its own path. */
export class Agent {
  private readonly known = new Map<string, Known>();
  private readonly changes = new Map<string, Protection[]>();
  private server: Server | undefined;
  private base = "";

  /** @param host address of this machine that containers reach */
  async start(host: string): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    this.server = server;
    this.base = `http://${host}:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  /** Variables that ECS gives the containers of this task. */
  variables(task: string, known: Known): Readonly<Record<string, string>> {
    this.known.set(task, known);
    return { ECS_AGENT_URI: `${this.base}/api/${task}`, ECS_CONTAINER_METADATA_URI_V4: `${this.base}/v4/${task}` };
  }

  /** Every change of a task's protection, first to last. */
  history(task: string): readonly Protection[] {
    return this.changes.get(task) ?? [];
  }

  isProtected(task: string): boolean {
    const last = this.history(task).at(-1);
    const expires = (last?.at ?? 0) + (last?.minutes ?? DEFAULT_MINUTES) * 60_000;
    return last?.enabled === true && expires > Date.now();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind = "", task = "", ...rest] = (request.url ?? "").split("/");
    const known = this.known.get(task);
    const path = rest.join("/");
    if (known === undefined) return json(response, 404, {});
    if (kind === "v4") return json(response, 200, metadata(known, path));
    if (kind === "api" && path === "task-protection/v1/state") {
      if (request.method === "PUT") this.change(task, JSON.parse(await body(request)) as Asked);
      return json(response, 200, { protection: this.state(task, known) });
    }
    json(response, 404, {});
  }

  private change(task: string, { ProtectionEnabled: enabled, ExpiresInMinutes: minutes }: Asked): void {
    this.changes.set(task, [...this.history(task), { at: Date.now(), enabled, minutes }]);
  }

  private state(task: string, { arn }: Known): object {
    const last = this.history(task).at(-1);
    if (!this.isProtected(task) || last === undefined) return { ProtectionEnabled: false, TaskArn: arn };
    const expires = new Date(last.at + (last.minutes ?? DEFAULT_MINUTES) * 60_000);
    return { ProtectionEnabled: true, ExpirationDate: expires.toISOString(), TaskArn: arn };
  }
}

interface Asked {
  readonly ProtectionEnabled: boolean;
  readonly ExpiresInMinutes?: number;
}

/** Source: Amazon ECS, "Task scale-in protection endpoint". */
const DEFAULT_MINUTES = 120;

/** Source: Amazon ECS, "Task metadata endpoint version 4 for tasks on Fargate". */
const metadata = ({ arn, cluster, family, revision, service, began }: Known, path: string): object =>
  path === "task"
    ? {
        Cluster: cluster,
        TaskARN: arn,
        Family: family,
        Revision: String(revision),
        // As with a task of RunTask, which belongs to no service.
        ...(service === "" ? {} : { ServiceName: service }),
        PullStartedAt: began,
        LaunchType: "FARGATE",
        DesiredStatus: "RUNNING",
        KnownStatus: "RUNNING",
      }
    : { Labels: { "com.amazonaws.ecs.cluster": cluster, "com.amazonaws.ecs.task-arn": arn } };

function json(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
