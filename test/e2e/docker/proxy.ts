import { docker } from "../docker";
import { must } from "../expect";
import { until } from "../wait";
import { AIRFLOW, OWN_LABEL, type Scene } from "./scene";

const NAME = "e2e-proxy";
const PORT = 3128;
/** Never asked for by its address: only the proxy hears of it. */
const OUTSIDE = "outside.example.com";

/** A proxy of the file. Where no container has this name, a call that goes by it fails. */
export const PROXY = `http://${NAME}:${PORT}`;

/** Tells what it is asked, and lets nothing through. */
const PROGRAM = `
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    def refuse(self):
        print(self.requestline, flush=True)
        self.send_error(503)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_CONNECT = refuse

ThreadingHTTPServer(("", ${PORT}), Handler).serve_forever()
`;

/** The stack's file names it before it is there. */
export async function startProxy({ stack }: Pick<Scene, "stack">): Promise<void> {
  await docker(
    ...["run", "--detach", "--name", NAME, "--label", OWN_LABEL, "--network", `${stack}-network`],
    ...["--entrypoint", "python", AIRFLOW, "-c", PROGRAM],
  );
}

/**
 * Tasks have run and logs were read: nothing of that has gone to the proxy of the file, and a call that leaves the stack
 * does. The proxy goes then: what still asked for it would fail from here on.
 */
export async function outsideOnly({ stack }: Pick<Scene, "stack">): Promise<string> {
  try {
    return await asked(stack);
  } finally {
    // The stack's network could not go with it.
    await docker("rm", "--force", "--volumes", NAME);
  }
}

async function asked(stack: string): Promise<string> {
  const call = `import requests; print(requests.get("http://${OUTSIDE}/").status_code)`;
  const status = await until("the proxy to answer a task's call", 180, () =>
    docker("exec", `${stack}-worker-default-1`, "python", "-c", call),
  );
  must(status === "503", `a call to ${OUTSIDE} was answered ${status}, expected the proxy's 503`);
  const lines = await docker("logs", NAME);
  const hosts = [
    ...new Set(lines.split("\n").map((line) => /^[A-Z]+ (?:http:\/\/)?([^/:\s]+)/.exec(line)?.[1] ?? line)),
  ];
  must(hosts.includes(OUTSIDE), `the proxy was asked for ${hosts.join(", ") || "nothing"}, expected ${OUTSIDE} too`);
  const own = hosts.filter((host) => !host.includes(".") || /^[\d.]+$/.test(host));
  must(own.length === 0, `the proxy was asked for the stack's own ${own.join(", ")}`);
  return `the proxy was asked for ${hosts.join(", ")} alone`;
}
