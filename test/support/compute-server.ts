import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { generationOf } from "../../commands/gcp/machine-state";

const TYPES = "https://www.googleapis.com/compute/v1/projects/acme/zones/z-a/machineTypes";

/** A machine of the server: `part` is master or a pool. */
export interface FakeMachine {
  readonly name: string;
  readonly part: string;
  type?: string;
  /** Milestone of its system. */
  os?: string;
  status?: string;
  document: string;
  /** Text of its guest attribute; undefined: it has said nothing. */
  says: string | undefined;
  metadata?: Readonly<Record<string, string>>;
}

export interface FakeGroup {
  readonly pool: string;
  type: string;
  size: number;
  document: string;
}

const item = (document: string, more: Readonly<Record<string, string>> = {}) => ({
  fingerprint: "f1",
  items: Object.entries({ "airflow-machine": document, "airflow-references": "{}", ...more }).map(([key, value]) => ({
    key,
    value,
  })),
});

/** What a machine with this document is to run. */
export const generation = (document: string): string => generationOf(item(document));

/** The text that a machine writes. `ago`: seconds since it came into that state. */
export const says = (document: string, state: string, message = "", log: readonly string[] = [], ago = 0): string =>
  [
    `generation: ${generation(document)}`,
    `state: ${state}`,
    `since: ${Math.floor(Date.now() / 1000) - ago}`,
    `message: ${message}`,
    "log:",
    ...log,
  ].join("\n");

/** Compute Engine's REST API over machines in memory. */
export class ComputeServer {
  constructor(private readonly project = "acme") {}

  machines: FakeMachine[] = [];
  groups: FakeGroup[] = [];
  /** What was asked for that changes something, `METHOD path body`. */
  readonly changes: string[] = [];
  /** Called before each list of machines, so that a test lets time pass. */
  look: () => void = () => undefined;
  /** Statuses of the next answers, before the right one. */
  failures: number[] = [];
  private readonly server: Server = createServer((request, response) => {
    void this.body(request).then((body) => {
      const status = this.failures.shift() ?? 200;
      const answer =
        status === 200 ? this.answer(request.method ?? "", decodeURIComponent(request.url ?? ""), body) : undefined;
      const code = status === 200 ? (answer === undefined ? 404 : 200) : status;
      response.writeHead(code, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? { error: { message: `no such thing (${code})` } }));
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const { port } = this.server.address() as AddressInfo;
    process.env["CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE"] = `http://127.0.0.1:${port}/compute/v1/`;
    process.env["GOOGLE_OAUTH_ACCESS_TOKEN"] = "token";
  }

  async stop(): Promise<void> {
    delete process.env["CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE"];
    delete process.env["GOOGLE_OAUTH_ACCESS_TOKEN"];
    await new Promise((done) => this.server.close(done));
  }

  private async body(request: IncomingMessage): Promise<string> {
    let text = "";
    for await (const piece of request) text += String(piece);
    return text;
  }

  private answer(method: string, url: string, body: string): object | undefined {
    const path = url.replace(`/compute/v1/projects/${this.project}/`, "");
    if (path.startsWith("aggregated/instances?")) {
      this.look();
      return {
        items: { "zones/z-a": { instances: this.machines.map((machine) => this.instance(machine)) }, "zones/z-b": {} },
      };
    }
    if (path.startsWith("aggregated/instanceGroupManagers?"))
      return { items: { "zones/z-a": { instanceGroupManagers: this.groups.map((group) => this.group(group)) } } };
    const [, name = "", action = ""] = /^(?:zones\/z-a|global)\/\w+\/([^/?]+)\/?([^?]*)/.exec(path) ?? [];
    if (method === "POST" && action !== "listManagedInstances") {
      const written = this.machines.find((machine) => machine.name === name);
      if (written !== undefined) written.metadata = { "airflow-drain": "1" };
      this.changes.push(`${action} ${name} ${body}`);
      return { name: "operation" };
    }
    if (path.includes("/instanceTemplates/")) return this.template(name);
    if (action === "listManagedInstances")
      return {
        managedInstances: this.machines
          .filter(({ part }) => `gcp-${part}` === name)
          .map((machine) => ({ instance: this.link("instances", machine.name) })),
      };
    const said = this.machines.find((machine) => machine.name === name)?.says;
    return said === undefined ? undefined : { queryValue: { items: [{ value: said }] } };
  }

  private link = (kind: string, name: string) =>
    `https://www.googleapis.com/compute/v1/projects/${this.project}/zones/z-a/${kind}/${name}`;

  private instance({
    name,
    part,
    os = "cos-125-lts",
    type = "e2-standard-2",
    status = "RUNNING",
    document,
    metadata,
  }: FakeMachine): object {
    return {
      name,
      selfLink: this.link("instances", name),
      zone: "z-a",
      status,
      machineType: `${TYPES}/${type}`,
      disks: [{ boot: true, diskSizeGb: "40" }],
      scheduling: { provisioningModel: "STANDARD" },
      labels: { "airflow-cdktf-machine": part, "airflow-cdktf-os": os },
      metadata: item(document, metadata),
    };
  }

  private group({ pool, size }: FakeGroup): object {
    const name = `gcp-${pool}`;
    return {
      name,
      selfLink: this.link("instanceGroupManagers", name),
      targetSize: size,
      instanceTemplate: `https://www.googleapis.com/compute/v1/projects/${this.project}/global/instanceTemplates/${name}`,
    };
  }

  private template(name: string): object | undefined {
    const group = this.groups.find(({ pool }) => `gcp-${pool}` === name);
    return (
      group && {
        properties: {
          machineType: group.type,
          metadata: item(group.document),
          labels: { "airflow-cdktf-os": "cos-125-lts" },
          disks: [{ boot: true, initializeParams: { diskSizeGb: "40" } }],
        },
      }
    );
  }
}
