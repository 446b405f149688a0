import { programs } from "../../../lib/compose/services/programs";
import { words } from "../../../lib/compose/write/words";
import { compose, imported } from "../importing";

test("a script in a shell is its programs", () => {
  const script = "airflow db migrate &&\n exec airflow celery worker \\\n  -c 4 | tee log";
  expect(programs(["/bin/bash", "-ec", script]).map(({ words }) => words)).toEqual([
    ["airflow", "db", "migrate"],
    ["airflow", "celery", "worker", "-c", "4"],
    ["tee", "log"],
  ]);
});

const WORKER = "celery worker -q etl -c 3";

test.each([
  [`/entry.sh bash -c "airflow ${WORKER}"`, ["/entry.sh"]],
  [`wait-for-it.sh db:5432 -- airflow ${WORKER}`, ["wait-for-it.sh"]],
  [`wait-for-it.sh db:5432 -- ${WORKER}`, ["wait-for-it.sh"]],
  [`dumb-init -- timeout 5 airflow ${WORKER}`, ["timeout"]],
  [`gosu airflow airflow ${WORKER}`, ["gosu"]],
  [`su airflow -c "airflow ${WORKER}"`, []],
  [`sudo -u airflow -E airflow ${WORKER}`, []],
  [`gosu airflow bash -c 'cd /x && exec airflow ${WORKER}'`, ["gosu"]],
  [`bash -lc "bash -c 'airflow ${WORKER}'"`, []],
  [`python -m airflow ${WORKER}`, []],
  ["watchmedo auto-restart -p '*.py' -- celery -A app worker -Q etl --concurrency=3", ["watchmedo"]],
  [`env A=1 nice -n 10 /home/airflow/.local/bin/airflow ${WORKER} 2>&1`, ["nice"]],
])("%s", (command, wrappers) => {
  const found = programs(command.includes('"') || command.includes("'") ? words(command) : command.split(" "));
  expect(found.at(-1)?.wrappers).toEqual(wrappers);
  const { value, report } = imported(compose({ workers: { main: [`command: ${JSON.stringify(command)}`] } }));
  expect(value["workers"]).toEqual({ main: { queues: ["etl", "default"], concurrency: 3 } });
  for (const name of wrappers) expect([...report.left, ...report.changed].join("\n")).toContain(name);
});

test("an entrypoint in front of the command, and variables that either sets", () => {
  const { value, report } = imported(
    compose({
      workers: {
        main: [
          'entrypoint: ["/wait-for-it.sh", "postgres:5432", "--"]',
          "command: env OMP_NUM_THREADS=2 airflow celery worker -q etl,default",
        ],
      },
    }),
  );
  expect(value["workers"]).toEqual({ main: { queues: ["etl", "default"] } });
  const place = "docker-compose.yml:15 services.main.command";
  expect(report.left).toEqual([
    `${place}: its command sets OMP_NUM_THREADS; write airflow.environment, or environment of the pool`,
  ]);
  expect(report.changed).toContain(`${place}: /wait-for-it.sh: processes wait for their servers by themselves`);
});

test("servers and scripts in Airflow's image", () => {
  const { report } = imported(
    compose({
      more: [
        "notebook: { <<: *common, command: jupyter notebook, ports: ['8888:8888'] }",
        "jupyter-worker: { <<: *common, command: jupyter lab, restart: always }",
        "web: { image: 'nginx:1', command: sh -c 'grep airflow /etc/nginx/nginx.conf; nginx' }",
        "prepare: { <<: *common, command: bash scripts/prepare.sh }",
        "once: { <<: *common, command: airflow pools set a 1 b }",
        "unknown: { <<: *common, image: 'acme/airflow-ui:1', ports: ['1:1'] }",
      ],
    }),
  );
  expect(report.left.map((line) => line.replace(/^\S+ services\./, ""))).toEqual([
    "notebook: it is no part of Airflow (jupyter in apache/airflow:3.3.2): keep it in a compose file of its own",
    "jupyter-worker: it is no part of Airflow (jupyter in apache/airflow:3.3.2): keep it in a compose file of its own",
    "web: it is no part of Airflow (nginx:1): keep it in a compose file of its own",
    "prepare: it ran scripts/prepare.sh and ended; where that is a process of Airflow write its command into the compose file and import again; what else than the database and the admin it made, do once with docker exec in the scheduler (docs/docker.md); its own keys go with it",
    "once.command: the command airflow pools set; see airflow.connections, airflow.variables and airflow.slotPools, or run it by hand once",
    "once: it ran airflow pools set and ended; what else than the database and the admin it made, do once with docker exec in the scheduler (docs/docker.md); its own keys go with it",
    "unknown: what it runs is in its image (acme/airflow-ui:1) and not known here; write its command into the compose file, such as api-server or celery worker, and import again",
  ]);
});
