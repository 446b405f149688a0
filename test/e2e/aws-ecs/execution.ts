import { attacked } from "../attack";
import { docker } from "../docker";
import { must, mustEqual } from "../expect";
import { until } from "../wait";
import { type Site, WEBSERVER_PORT } from "./scene";
import type { Running } from "./started";

const SECONDS = 10;
const ASK = `curl -sS -m ${SECONDS} -o /dev/null -w '%{http_code}' "\${AIRFLOW__CORE__EXECUTION_API_SERVER_URL}health"`;
const ADDRESSES = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";

/** Behind the load balancer as well: nobody gets to the API at the port that it leads to; a worker does at the other. */
export async function executionClosed(running: Running): Promise<string> {
  const tasks = [...running.values()];
  const listed = await docker("inspect", "--format", ADDRESSES, ...tasks.map(({ name }) => name));
  const insiders = listed.split(/\s+/).filter((address) => address !== "");
  const [worker] = [...running].flatMap(([service, task]) => (service.startsWith("worker-") ? [task] : []));
  must(worker !== undefined, "no worker runs");
  const code = await until(`${worker.name} to be answered by the execution API`, 180, () =>
    docker("exec", worker.container(worker.main), "sh", "-c", ASK),
  );
  must(code === "200", `the execution API answers ${code} to ${worker.name}, expected 200`);
  const refused = await attacked({ host: "127.0.0.1", port: WEBSERVER_PORT, insiders });
  return `${refused}; 200 to ${worker.name}`;
}

interface Rule {
  readonly Priority: string;
  readonly Actions: readonly {
    readonly Type: string;
    readonly FixedResponseConfig?: { readonly StatusCode: string };
  }[];
  readonly Conditions: readonly {
    readonly Field: string;
    readonly PathPatternConfig?: { readonly Values: readonly string[] };
  }[];
}

/** Every listener that leads to the webserver refuses the execution API first; plain HTTP leads to HTTPS only. */
export async function executionRefused({ moto }: Pick<Site, "moto">): Promise<string> {
  const { LoadBalancers } = await moto.call<{ LoadBalancers: readonly { LoadBalancerArn: string }[] }>(
    "elbv2",
    "describe_load_balancers",
  );
  const seen: string[] = [];
  for (const { LoadBalancerArn } of LoadBalancers) {
    const { Listeners } = await moto.call<{
      Listeners: readonly { ListenerArn: string; Port: number; Protocol: string }[];
    }>("elbv2", "describe_listeners", { LoadBalancerArn });
    for (const { ListenerArn, Port, Protocol } of Listeners) {
      const { Rules } = await moto.call<{ Rules: readonly Rule[] }>("elbv2", "describe_rules", { ListenerArn });
      seen.push(`${Protocol} ${Port}: ${judged(Rules, Port, Protocol)}`);
    }
  }
  must(
    seen.some((line) => line.includes("403")),
    `no listener refuses /execution: ${seen.join("; ")}`,
  );
  return seen.join("; ");
}

/** Port of the listener that people use. */
const HTTPS = 443;

function judged(rules: readonly Rule[], port: number, protocol: string): string {
  const last = rules.find(({ Priority }) => Priority === "default")?.Actions[0]?.Type;
  if (protocol === "HTTP") {
    must(last === "redirect" && rules.length === 1, `plain HTTP does something else than redirect: ${last}`);
    return "redirect only";
  }
  if (port !== HTTPS) return String(last);
  const [first] = [...rules]
    .filter(({ Priority }) => Priority !== "default")
    .sort((a, b) => Number(a.Priority) - Number(b.Priority));
  const paths = first?.Conditions.flatMap(({ PathPatternConfig }) => PathPatternConfig?.Values ?? []) ?? [];
  mustEqual(paths, ["/execution", "/execution/*"], "paths of the first rule");
  const status = first?.Actions[0]?.FixedResponseConfig?.StatusCode;
  must(status === "403", `/execution answers ${status}`);
  return `${paths.join(", ")} answer ${status}`;
}
