import { machines } from "./bash";

const machine = machines();
const REQUEST = "GET / HTTP/1.1\r\n\r\n";
const answer = (health?: string) => {
  const made = machine("worker");
  if (health !== undefined)
    made.run([], `read -r up _ < /proc/uptime; printf '%s ${health}\\n' "\${up%%.*}" > "$RUN/health"`);
  return made.start("health.sh", [], REQUEST).stdout;
};

test("what the agent wrote is the answer", () => {
  expect(answer("200 healthy")).toBe(
    "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8\r\nConnection: close\r\n\r\nhealthy\n",
  );
});

test("a worker that is not well is told with its own words", () => {
  expect(answer("503 worker-gpu: the worker is stalled")).toMatch(
    /^HTTP\/1\.0 503 Service Unavailable\r\n[\s\S]*\r\n\r\nworker-gpu: the worker is stalled\n$/,
  );
});

test("an agent that has been silent for five minutes is not well", () => {
  const made = machine("worker");
  made.run([], `read -r up _ < /proc/uptime; printf '%s 200 healthy\\n' "$((\${up%%.*} - 301))" > "$RUN/health"`);
  expect(made.start("health.sh", [], REQUEST).stdout).toMatch(
    /^HTTP\/1\.0 503 .*\r\n[\s\S]*the agent has been silent for 30\d s\n$/,
  );
});

/** What the agent writes for a worker whose container is like this. */
function line(state: string, docker: string) {
  const made = machine("worker")
    .write("run/state", `generation: g\nstate: ${state}\n`)
    .write("run/current/plan", "gate gate d 0\nairflow worker-gpu d 3600\n")
    .command("docker", docker);
  return made.run(["common", "units", "report"], "health_line").stdout;
}

const UNHEALTHY = "printf 'unhealthy one\\nthe worker is stalled\\n'";

test("the worker's own health decides, in its last words", () => {
  expect(line("healthy", UNHEALTHY)).toBe("503 worker-gpu: the worker is stalled");
});

test.each(["applying", "draining", "drained", "starting"])("a machine that is %s is left alone", (state) => {
  expect(line(state, UNHEALTHY)).toBe(`200 ${state}`);
});

test.each(["printf 'healthy x'", "printf 'starting '", "exit 1"])(
  "a container of which Docker says %s is left alone",
  (docker) => {
    expect(line("healthy", docker)).toBe("200 healthy");
  },
);
