import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDowngrade, upgradeOf } from "../../commands/upgrade";
import { says } from "../support/programs";
import { row, type Scene, UpScene } from "../support/up-scene";

const scene = new UpScene();
const { checkout, programs } = scene;
const ups = (what: Scene) => scene.run(what);
afterAll(() => scene.end());

describe("another version of Airflow than the one that runs", () => {
  const runs = (version: string) => [
    row("metadata-database", "metadata-database"),
    row("webserver-1", "webserver", version),
  ];

  test("newer: the database is dumped before anything changes", async () => {
    const { code, lines, did } = await ups({ running: runs("2.11.2"), docker: { "exec * pg_dump *": says("dump") } });
    expect(code).toBe(0);
    expect(lines.slice(1, 3)).toEqual([
      "plain: Upgrade of Airflow 2.11.2 to 3.3.2: backup, drain, stop, migrate, start.",
      expect.stringMatching(/^step: backup of the metadata database: state\/backups\/acme-2\.11\.2-[\dTZ-]+\.dump$/),
    ]);
    const dump = "docker exec acme-metadata-database pg_dump --format=custom -U airflow -d airflow";
    expect(did.indexOf(dump)).toBeLessThan(did.indexOf("terraform apply -input=false -json plan"));
    const [name = ""] = readdirSync(join(checkout.root, "state/backups"));
    const file = join(checkout.root, "state/backups", name);
    expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(["dump\n", 0o600]);
  });

  test("newer, and the dump fails: nothing is changed and no half dump stays", async () => {
    const before = readdirSync(join(checkout.root, "state/backups"));
    const scene = { running: runs("2.11.2"), docker: { "exec * pg_dump *": `${says("half")}; exit 1` } };
    await expect(ups(scene)).rejects.toThrow("the backup of acme-metadata-database failed, nothing was changed");
    expect(programs.calls().filter((call) => call.includes("apply"))).toEqual([]);
    expect(readdirSync(join(checkout.root, "state/backups"))).toEqual(before);
  });

  test("newer, and the database is not ours", async () => {
    const { code, lines } = await ups({ running: [row("webserver-1", "webserver", "3.1.0")] });
    expect(code).toBe(0);
    expect(lines).toContain("warn: the metadata database is not ours, so no backup is made of it here");
  });

  test("older is refused: it does not start on this database", async () => {
    const { code, lines, did } = await ups({ running: runs("3.10.0") });
    expect([code, did]).toEqual([1, []]);
    expect(lines).toEqual([
      "problem: acme: airflow.version: 3.3.2 is older than 3.10.0, which runs: an older Airflow does not start on this database; " +
        "restore the backup from state/backups first (docs/operations.md)",
    ]);
  });

  test.each([
    ["3.3.2", undefined],
    ["3.3.10", { from: "3.3.2", to: "3.3.10" }],
  ])("3.3.2 runs, the file says %s", (version, upgrade) => {
    const running = ["", "3.3.2"].map((deployed) => ({
      name: "",
      role: "",
      state: "",
      health: "",
      ports: [],
      version: deployed,
    }));
    expect(upgradeOf(running, version)).toEqual(upgrade);
    expect(upgrade === undefined || isDowngrade(upgrade)).toBe(upgrade === undefined);
  });
});
