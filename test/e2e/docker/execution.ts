import { attacked, HEALTH } from "../attack";
import { answered } from "../client";
import { docker } from "../docker";
import { must, mustMatch } from "../expect";
import { textOf } from "../project";
import { adminPassword } from "../state";
import { until } from "../wait";
import { LOCAL_PORT, PORT, type Scene } from "./scene";
import { belowPath } from "./sub-path";
import { succeeds } from "./tasks";

const SECONDS = 10;
const FORMAT = '{{range .Containers}}{{.IPv4Address}}{{"\\n"}}{{end}}';
const DOMAIN = "data.example.com";
const PATH = "/team/airflow";

/** Nobody gets to the execution API through the published port, in whosever name; tasks reach it inside. */
export const executionClosed = ({ stack }: Pick<Scene, "stack">): Promise<string> =>
  closed({ stack, port: PORT, inside: `${stack}-worker-default-1` });

interface Way {
  readonly stack: string;
  readonly port: number;
  /** Container that must be let in. */
  readonly inside: string;
  /** Of the base URL. */
  readonly path?: string;
}

async function closed({ stack, port, inside, path = "" }: Way): Promise<string> {
  const listed = await docker("network", "inspect", `${stack}-network`, "--format", FORMAT);
  const insiders = listed.split("\n").flatMap((line) => (line === "" ? [] : [line.replace(/\/\d+$/, "")]));
  must(insiders.length > 3, `the stack's network has only ${insiders.join(", ") || "nobody"}`);
  const ask = ["curl", "-sS", "-m", String(SECONDS), "-o", "/dev/null", "-w", "%{http_code}"];
  const code = await until(`${inside} to be answered ${HEALTH}`, 180, () =>
    docker("exec", inside, ...ask, `http://webserver:8080${path}${HEALTH}`),
  );
  must(code === "200", `${HEALTH} answers ${code} to ${inside}, expected 200`);
  const refused = await attacked({
    host: "127.0.0.1",
    port,
    insiders,
    ...(path === "" ? {} : { path }),
  });
  return `${refused}; 200 to ${inside}`;
}

/**
 * The same stack below a path, behind a proxy with TLS, with two webservers: HAProxy and the webservers believe proxies
 * then. Tasks report through the path.
 */
export async function behindProxies({ project, api, stack, dags }: Scene): Promise<string> {
  project.only(stack, {
    target: "docker",
    airflow: { version: "3.3.2", executor: "LocalExecutor", dags: { folder: dags } },
    webserver: { port: LOCAL_PORT, baseUrl: `https://${DOMAIN}${PATH}/`, replicas: 2 },
  });
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  mustMatch(textOf(up), new RegExp(`Airflow answers at https://${DOMAIN}${PATH}$`, "m"), "npm run up");
  const below = api.below(PATH);
  const pages = await belowPath(below, PATH, adminPassword(project.path("state", `${stack}.tfstate`)));
  const tasks = await succeeds(below, "many_tasks", await below.trigger("many_tasks", { count: 5 }));
  const refused = await closed({ stack, port: LOCAL_PORT, inside: `${stack}-scheduler-1`, path: PATH });
  const { headers } = await answered({ url: `${below.base}/auth/login`, headers: { "X-Forwarded-Proto": "https" } });
  const leads = headers.location ?? "";
  must(leads.startsWith("https://"), `the login page of an address with https leads to ${leads || "nowhere"}`);
  return `${pages}; ${tasks.length} tasks succeeded; ${refused}; the login page leads to ${leads}`;
}
