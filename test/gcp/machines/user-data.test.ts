import { parse } from "yaml";
import { userData } from "../../../lib/gcp/machines/user-data";

interface CloudConfig {
  readonly write_files: readonly { readonly path: string; readonly content: string; readonly permissions: string }[];
  readonly runcmd: readonly string[];
}

const read = (kind: "master" | "worker", days = 7) => parse(userData(kind, days * 86_400, undefined)) as CloudConfig;
const paths = (kind: "master" | "worker") => read(kind).write_files.map(({ path }) => path);

test("it is cloud-init's by its first line", () => {
  expect(userData("worker", 86_400, undefined).split("\n", 1)).toEqual(["#cloud-config"]);
});

test("it brings our scripts, the programs that prepare a machine, and units", () => {
  for (const kind of ["master", "worker"] as const)
    expect(paths(kind)).toEqual(
      expect.arrayContaining([
        "/var/lib/airflow-cdktf/agent.sh",
        "/var/lib/airflow-cdktf/python/prepare.py",
        "/etc/systemd/system/airflow-agent.service",
      ]),
    );
});

test("only the master has a data disk, only a worker is asked for its health", () => {
  const units = (kind: "master" | "worker") => paths(kind).filter((path) => /airflow-(disk|health)/.test(path));
  expect(units("master")).toEqual(["/etc/systemd/system/airflow-disk.service"]);
  expect(units("worker").every((path) => path.includes("airflow-health"))).toBe(true);
  expect(units("worker")).not.toEqual([]);
});

test("nothing is executable, which Container-Optimized OS would refuse below /var", () => {
  expect([...new Set(read("master").write_files.map(({ permissions }) => permissions))]).toEqual(["0644"]);
});

test("a machine knows how long it keeps logs of its own", () => {
  const file = read("worker", 3).write_files.find(({ path }) => path.endsWith("/machine.env"));
  expect(file?.content).toContain("LOG_DAYS=3");
});

test("at the end everything starts", () => {
  expect(read("master").runcmd.join("\n")).toContain("airflow-agent.service");
});

test("it stays far below what one value of metadata may have", () => {
  expect(Buffer.byteLength(userData("master", 86_400, undefined))).toBeLessThan(128 * 1024);
});
