import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const E2E = join(__dirname, "../e2e");

const files = readdirSync(E2E, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|py|sh)$/.test(name));
const holding = (pattern: RegExp) => files.filter((name) => pattern.test(readFileSync(join(E2E, name), "utf8"))).sort();

/** Ways in which one slow call would decide. Each file that is named waits, or has what it calls try again. */
test.each<[string, RegExp, readonly string[]]>([
  [
    "a call of a server",
    /\bfetch\(|import \{[^}]*\b(request|get|connect)\b[^}]*\} from "node:(https?|net)"/,
    ["attack.ts", "client.ts", "gcp-vms/tunnels.ts"],
  ],
  ["a limit on one call", /AbortSignal\.timeout|\btimeout: [\d_]+/, ["client.ts"]],
  ["a time after which something is given up", /setTimeout\(/, ["attack.ts", "gcp-vms/google/world.ts", "wait.ts"]],
  // Inside containers: what asks is asked again, by `until` or by curl itself.
  [
    "curl",
    /\bcurl\b["', -]+-/,
    ["aws-ecs/execution.ts", "docker/execution.ts", "gcp-vms/execution.ts", "gcp-vms/machines/boot.sh"],
  ],
  ["a connection of bash", /\/dev\/tcp\//, ["gcp-vms/closed.ts"]],
  ["Python's own clients", /urlopen|\brequests\.\w+\(|http\.client/, ["docker/proxy.ts"]],
])("%s has its one place", (_, pattern, places) => {
  expect(holding(pattern)).toEqual([...places].sort());
});

test.each(["aws-ecs/execution.ts", "docker/execution.ts", "gcp-vms/execution.ts", "gcp-vms/closed.ts"])(
  "%s waits for what it probes",
  (name) => {
    expect(readFileSync(join(E2E, name), "utf8")).toMatch(/await until\(/);
  },
);

test("curl at a machine's boot, AWS' client, pip and Terraform try again", () => {
  const text = (name: string) => readFileSync(join(E2E, name), "utf8");
  expect(text("gcp-vms/machines/boot.sh")).toMatch(/curl .*--retry \d+ .*--retry-all-errors --max-time \d+/);
  expect(text("aws-ecs/moto/client.py")).toMatch(/boto3\.client\(service, config=PATIENT\)/);
  expect(text("aws-ecs/venv.ts")).toMatch(/"install", "--quiet", \.\.\.PATIENT/);
  expect(text("project.ts")).toMatch(/TF_REGISTRY_DISCOVERY_RETRY/);
});
