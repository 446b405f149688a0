import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programs, userFiles } from "../../lib/airflow/files";
import { recorded } from "../support/recording-platform";
import { deployment } from "./rules/deployment";

const root = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "plugins/inner/__pycache__"), { recursive: true });
for (const file of ["b.py", "a.py", "inner/c.py", "inner/__pycache__/c.cpython-312.pyc", "a.pyc"])
  writeFileSync(join(root, "plugins", file), "");

const FILES = { plugins: "./plugins", webserverConfig: "web.py", localSettings: "settings.py" };
const EXPECTED = [
  { source: join(root, "plugins/a.py"), target: "/opt/airflow/plugins/a.py" },
  { source: join(root, "plugins/b.py"), target: "/opt/airflow/plugins/b.py" },
  { source: join(root, "plugins/inner/c.py"), target: "/opt/airflow/plugins/inner/c.py" },
  { source: join(root, "web.py"), target: "/opt/airflow/webserver_config.py" },
  { source: join(root, "settings.py"), target: "/opt/airflow/config/airflow_local_settings.py" },
];

test("plugins in a fixed order without compiled Python, and the two settings files", () => {
  expect(userFiles(FILES, root)).toEqual(EXPECTED);
  expect(userFiles({}, root)).toEqual([]);
});

test("every process has them, and our own programs", () => {
  const { airflow } = recorded(deployment({ flower: {} }, { files: FILES }), root);
  for (const { files } of airflow.services) expect(files).toEqual([...programs(), ...EXPECTED]);
});

test("our programs are those that commands, checks and Celery name", () => {
  const targets = programs().map(({ target }) => target);
  for (const name of ["airflow_cdktf_health.py", "airflow_cdktf_migrate.py", "worker_state.py"])
    expect(targets).toContain(`/opt/airflow-cdktf/${name}`);
  expect(programs().filter(({ source, target }) => !existsSync(source) || /__pycache__/.test(target))).toEqual([]);
});
