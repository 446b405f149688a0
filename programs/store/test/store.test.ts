import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const program = (store: string) => join(__dirname, "..", `${store}.sh`);
const text = (store: string) => readFileSync(program(store), "utf8");
const STORES = ["postgres", "mysql", "redis"];

test.each(STORES)("%s: a plain shell reads the program that starts it", (store) => {
  expect(spawnSync("sh", ["-n", program(store)], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

test.each(STORES)("%s: the server takes the place of the shell, so that it gets the signal to stop", (store) => {
  const last = text(store).replaceAll("\\\n", " ").trimEnd().split("\n").at(-1);
  expect(last).toMatch(/^exec /);
});

test.each(STORES)("%s: the password is read from its file and is no argument of a program", (store) => {
  const lines = text(store)
    .split("\n")
    .filter((line) => line.includes("/run/secrets/password"));
  expect(lines).not.toEqual([]);
  for (const line of lines) expect(line).toMatch(/^\s*(install|sed|password=\$\(text) /);
});

describe("Postgres", () => {
  test("takes nobody from outside without a password, and the superuser not at all", () => {
    expect(text("postgres")).toContain("echo 'host all all all scram-sha-256'");
    expect(text("postgres")).toContain("echo 'host all postgres all reject'");
  });

  test("writes no statement with the password into its log", () => {
    const statements = text("postgres");
    const order = ["SET log_min_error_statement = 'panic';", "PASSWORD :'password'"].map((part) =>
      statements.indexOf(part),
    );
    expect(order.every((place) => place > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

test("MySQL is as Airflow asks for it", () => {
  for (const option of [
    "--character-set-server=utf8mb4",
    "--transaction-isolation=READ-COMMITTED",
    "--default-time-zone=+00:00",
    "--loose-explicit-defaults-for-timestamp=ON",
  ])
    expect(text("mysql")).toContain(option);
});

test("Redis keeps what waits", () => {
  expect(text("redis")).toContain(
    "'dir /data' 'appendonly yes' 'appendfsync everysec' 'maxmemory-policy noeviction' 'tcp-keepalive 60'",
  );
});
