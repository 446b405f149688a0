import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as plainServer } from "node:net";
import { AirflowApi } from "../e2e/airflow-api";
import { answered } from "../e2e/client";
import { until } from "../e2e/wait";

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server whose first answers are these, and then always the last one. */
async function serving(...replies: readonly Reply[]) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (text) => {
      body += text;
    });
    request.on("end", () => {
      const reply = replies[Math.min(calls.length, replies.length - 1)];
      calls.push(`${request.method} ${request.url} ${body}`.trim());
      reply?.(response, request);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/x`, port, calls };
}

const stalls: Reply = () => undefined;
const resets: Reply = (_, request) => request.socket.destroy();
const cuts: Reply = (response, request) => {
  response.writeHead(200, { "content-length": "10" }).write("12345");
  setTimeout(() => request.socket.destroy(), 20);
};
const says =
  (status: number, text = ""): Reply =>
  (response) =>
    response.writeHead(status).end(text);

const QUICK = { seconds: 10, each: 0.2 };

test("a server that stalls, resets, cuts its answer, and is starting has not answered yet", async () => {
  const { url, calls } = await serving(stalls, resets, cuts, says(503, "starting"), says(429), says(200, "well"));
  expect(await answered({ url }, QUICK)).toMatchObject({ status: 200, text: "well" });
  expect(calls).toHaveLength(6);
}, 30_000);

test("a server that does not listen yet", async () => {
  const port = await new Promise<number>((resolve) => {
    const taken = plainServer().listen(0, "127.0.0.1", () => {
      const { port } = taken.address() as AddressInfo;
      taken.close(() => resolve(port));
    });
  });
  const server = createServer((_, response) => response.end("well"));
  servers.push(server);
  setTimeout(() => server.listen(port, "127.0.0.1"), 700);
  expect((await answered({ url: `http://127.0.0.1:${port}` }, QUICK)).text).toBe("well");
}, 30_000);

test.each([200, 201, 302, 400, 401, 403, 404, 409, 422])("%d is definite: one call", async (status) => {
  const { url, calls } = await serving(says(status));
  expect((await answered({ url }, QUICK)).status).toBe(status);
  expect(calls).toHaveLength(1);
});

test("at the limit: what was awaited, for how long, and the last answer", async () => {
  const slow = await serving(stalls);
  await expect(answered({ url: slow.url }, { seconds: 1, each: 0.2 })).rejects.toThrow(
    /^waited \d+ s for GET http:\S+\/x; last: no answer within 0\.2 s$/,
  );
  const starting = await serving(says(503, "no backend"));
  await expect(answered({ method: "POST", url: starting.url }, { seconds: 0.5 })).rejects.toThrow(
    /^waited \d+ s for POST http:\S+\/x; last: 503 no backend$/,
  );
}, 30_000);

test("one call never decides, however long it took", async () => {
  const { url, calls } = await serving(stalls, says(200));
  expect((await answered({ url }, { seconds: 0.1, each: 1 })).status).toBe(200);
  expect(calls).toHaveLength(2);
}, 30_000);

test("a call inside a wait ends with the wait", async () => {
  const { url } = await serving(resets);
  const begun = Date.now();
  const wait = until("the server", 1, async () => (await answered({ url }, { seconds: 600 })).status === 200);
  await expect(wait).rejects.toThrow(/^waited \d+ s for the server; last: waited \d+ s for GET /);
  expect(Date.now() - begun).toBeLessThan(20_000);
}, 30_000);

test("a look that answers no, then yes", async () => {
  const looks = [undefined, false, "seen"] as const;
  let count = 0;
  expect(await until("something", 30, async () => looks[count++])).toBe("seen");
});

describe("Airflow's API", () => {
  const api = (port: number, patience = 20) =>
    new AirflowApi({ port, release: "2.11", user: "admin", password: () => "pw", patience });

  test.each<[string, string, (of: AirflowApi) => Promise<unknown>]>([
    ["triggered", "POST", (of) => of.trigger("probe")],
    ["switched on", "PATCH", (of) => of.unpause("probe")],
    ["looked at", "GET", (of) => of.run("probe", "id")],
    ["asked for its tasks", "GET", (of) => of.tasks("probe", "id")],
    ["asked for a log", "GET", (of) => of.log("probe", "id", "task")],
  ])(
    "a DAG that is not known for a moment and is %s: it is waited for",
    async (_, method, ask) => {
      const missing = says(404, "Dag with dag_id: 'probe' not found");
      const { port, calls } = await serving(says(200), missing, missing, says(200, '{ "task_instances": [] }'));
      await ask(api(port));
      const told = calls.slice(1).map((call) => call.split(" ", 1)[0]);
      expect(told).toEqual([method, method, method]);
    },
    30_000,
  );

  test("a DAG that stays unknown: the limit, and the server's words", async () => {
    const { port } = await serving(says(200), says(404, "Dag not found"));
    await expect(api(port, 1).unpause("probe")).rejects.toThrow(
      /^waited \d+ s for PATCH \/dags\/probe\S*; last: PATCH \S+: 404 Dag not found$/,
    );
  }, 30_000);

  test("a DAG run whose answer was lost is made once: the second call is told that it is there", async () => {
    const { port, calls } = await serving(says(200, "{}"), resets, says(409, "exists"));
    const id = await api(port).trigger("probe");
    expect(calls.slice(1)).toEqual(Array(2).fill(`POST /api/v1/dags/probe/dagRuns {"dag_run_id":"${id}","conf":{}}`));
  }, 30_000);

  test("a login that a new deployment made void is made anew, once", async () => {
    const again = await serving(says(200), says(401), says(200), says(200, '{ "dag_runs": [] }'));
    expect(await api(again.port).runs()).toEqual([]);
    const refused = await serving(says(200), says(401, "no"), says(200), says(401, "no"));
    await expect(api(refused.port).runs()).rejects.toThrow("GET /dags/~/dagRuns?limit=100: 401 no");
  }, 30_000);
});
