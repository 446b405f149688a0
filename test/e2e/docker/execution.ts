import { attacked, HEALTH } from "../attack";
import { answered } from "../client";
import { docker } from "../docker";
import { must } from "../expect";
import { textOf } from "../project";
import { until } from "../wait";
import { LOCAL_PORT, PORT, type Scene } from "./scene";

const SECONDS = 10;
const FORMAT = '{{range .Containers}}{{.IPv4Address}}{{"\\n"}}{{end}}';
const DOMAIN = "airflow.example.com";

/** Nobody gets to the execution API through the published port, in whosever name; tasks reach it inside. */
export const executionClosed = ({ stack }: Pick<Scene, "stack">): Promise<string> =>
  closed(stack, PORT, `${stack}-worker-default-1`);

async function closed(stack: string, port: number, inside: string): Promise<string> {
  const listed = await docker("network", "inspect", `${stack}-network`, "--format", FORMAT);
  const insiders = listed.split("\n").flatMap((line) => (line === "" ? [] : [line.replace(/\/\d+$/, "")]));
  must(insiders.length > 3, `the stack's network has only ${insiders.join(", ") || "nobody"}`);
  const ask = ["curl", "-sS", "-m", String(SECONDS), "-o", "/dev/null", "-w", "%{http_code}"];
  const code = await until(`${inside} to be answered ${HEALTH}`, 60, () =>
    docker("exec", inside, ...ask, `http://webserver:8080${HEALTH}`),
  );
  must(code === "200", `${HEALTH} answers ${code} to ${inside}, expected 200`);
  const refused = await attacked({ host: "127.0.0.1", port, insiders });
  return `${refused}; 200 to ${inside}`;
}

/** The same stack behind a proxy with TLS, with two webservers: HAProxy and the webservers believe proxies then. */
export async function behindProxies({ project, stack, dags }: Scene): Promise<string> {
  project.only(stack, {
    target: "docker",
    airflow: { version: "3.3.2", executor: "LocalExecutor", dags: { folder: dags } },
    webserver: { port: LOCAL_PORT, baseUrl: `https://${DOMAIN}`, replicas: 2 },
  });
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  const refused = await closed(stack, LOCAL_PORT, `${stack}-scheduler-1`);
  const url = `http://127.0.0.1:${LOCAL_PORT}/auth/login`;
  const { headers } = await answered({ url, headers: { "X-Forwarded-Proto": "https" } });
  const leads = headers.location ?? "";
  must(leads.startsWith("https://"), `the login page of an address with https leads to ${leads || "nowhere"}`);
  return `${refused}; the login page leads to ${leads}`;
}
