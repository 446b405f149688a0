import { machines } from "./bash";

const machine = machines();
const ACTIVE = "Type=exec\nActiveState=active\nNRestarts=0\nActiveEnterTimestampMonotonic=1000000";

/** What is said of a unit of which systemd and Docker say this. */
function judged(systemd: string, health = "", more = "", env: Readonly<Record<string, string>> = {}) {
  const made = machine()
    .command("systemctl", `printf '${systemd.replaceAll("\n", "\\n")}\\n'`)
    .command("docker", `printf '${health}'`);
  return made.run(["common", "units"], `${more}judge scheduler; printf '%s: %s' "$VERDICT" "$REASON"`, env).stdout;
}

test("a container that Docker calls healthy is ready", () => {
  expect(judged(ACTIVE, "healthy")).toMatch(/^ready/);
});

test("one that starts is waited for", () => {
  expect(judged(ACTIVE, "starting")).toBe("waiting: has not become healthy");
});

test("one that is unhealthy is broken", () => {
  expect(judged(ACTIVE, "unhealthy")).toBe("broken: is unhealthy");
});

test("one without a health check is ready when it has not ended for a while", () => {
  expect(judged(ACTIVE)).toMatch(/^ready/);
});

test("but not in its first seconds", () => {
  expect(judged(ACTIVE.replace("=1000000", "=99999999999999"))).toMatch(/^waiting/);
});

test("one that is not healthy in ten minutes is broken", () => {
  expect(judged(ACTIVE, "starting", "", { START_SECONDS: "0" })).toBe("broken: has not become healthy after 0 s");
});

test("one that systemd starts again and again is broken", () => {
  const restarts = "Type=exec\nActiveState=activating\nNRestarts=7";
  expect(judged(restarts, "", "RESTARTS[scheduler]=4; ")).toBe("broken: ends again and again");
  expect(judged(restarts, "", "RESTARTS[scheduler]=5; ")).toBe("waiting: is activating");
});

test("a one-shot is ready when it has done its work, whatever Docker says", () => {
  expect(judged("Type=oneshot\nActiveState=active", "unhealthy")).toMatch(/^ready/);
});

test("a one-shot that has failed is broken", () => {
  expect(judged("Type=oneshot\nActiveState=failed\nResult=exit-code")).toBe("broken: has failed (exit-code)");
});

test("a one-shot that runs may take as long as its unit says", () => {
  expect(judged("Type=oneshot\nActiveState=activating", "", "", { START_SECONDS: "0" })).toBe("waiting: is activating");
});

test("the last lines of a one-shot are those of its last run", () => {
  const made = machine()
    .command("journalctl")
    .command("systemctl", "[[ $* != *InvocationID* ]] && echo oneshot || echo run-1");
  made.run(["common", "units"], "last_lines migration");
  expect(made.calls.at(-1)).toBe(
    "journalctl _SYSTEMD_INVOCATION_ID=run-1 + INVOCATION_ID=run-1 --lines 60 --output cat --no-pager",
  );
});

test("of what is started again and again the last lines are those of several runs", () => {
  const made = machine()
    .command("journalctl")
    .command("systemctl", "[[ $* != *InvocationID* ]] && echo exec || echo run-1");
  made.run(["common", "units"], "last_lines flower");
  expect(made.calls.at(-1)).toBe("journalctl --unit airflow-flower.service --lines 60 --output cat --no-pager");
});
