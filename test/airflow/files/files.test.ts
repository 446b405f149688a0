import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { located, programs, userFiles } from "../../../lib/airflow/files/files";
import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

const root = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const folder of ["inner/__pycache__", ".mypy_cache/3.12"])
  mkdirSync(join(root, "plugins", folder), { recursive: true });
const LEFT_OUT = ["inner/__pycache__/c.cpython-312.pyc", "a.pyc", ".mypy_cache/.gitignore", ".mypy_cache/3.12/a.json"];
for (const file of ["b.py", "a.py", ".airflowignore", "inner/c.py", ...LEFT_OUT])
  writeFileSync(join(root, "plugins", file), "");

const FILES = { plugins: "./plugins", webserverConfig: "web.py", localSettings: "settings.py" };
const EXPECTED = [
  { source: join(root, "plugins/.airflowignore"), target: "/opt/airflow/plugins/.airflowignore" },
  { source: join(root, "plugins/a.py"), target: "/opt/airflow/plugins/a.py" },
  { source: join(root, "plugins/b.py"), target: "/opt/airflow/plugins/b.py" },
  { source: join(root, "plugins/inner/c.py"), target: "/opt/airflow/plugins/inner/c.py" },
  { source: join(root, "web.py"), target: "/opt/airflow/webserver_config.py" },
  { source: join(root, "settings.py"), target: "/opt/airflow/config/airflow_local_settings.py" },
];

test("plugins in a fixed order without what tools left there, and the two settings files", () => {
  expect(userFiles(FILES, root)).toEqual(EXPECTED);
  expect(userFiles({}, root)).toEqual([]);
});

test("a path is the project's, the home folder's or absolute", () => {
  expect(["./certs/a.pem", "~/a.pem", "/srv/a.pem"].map((path) => located("/project", path))).toEqual([
    "/project/certs/a.pem",
    join(homedir(), "a.pem"),
    "/srv/a.pem",
  ]);
});

/** What makes the webserver open people's port: found by an entry point, which no other process must have. */
const WEBSERVER_ONLY = "/opt/airflow-cdktf/webserver/";

test("every process has them, and our own programs", () => {
  const { airflow } = recorded(deployment({ flower: {} }, { files: FILES }), root);
  for (const { files } of airflow.services)
    expect(files.filter(({ target }) => !target.startsWith(WEBSERVER_ONLY))).toEqual([...programs(), ...EXPECTED]);
  const only = airflow.services.filter(({ files }) => files.some(({ target }) => target.startsWith(WEBSERVER_ONLY)));
  expect(only.map(({ role }) => role)).toEqual(["webserver"]);
});

test("our programs are those that commands, checks and Celery name", () => {
  const targets = programs().map(({ target }) => target);
  for (const name of ["airflow_cdktf_health.py", "airflow_cdktf_migrate.py", "worker_state.py"])
    expect(targets).toContain(`/opt/airflow-cdktf/${name}`);
  expect(programs().filter(({ source, target }) => !existsSync(source) || /__pycache__/.test(target))).toEqual([]);
});
