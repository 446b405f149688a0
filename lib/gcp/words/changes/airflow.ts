import { LONGEST_TASK } from "../../../deployment/schema/longest-task";
import { A_MINUTE, DRAINS, deploy, GOES_ON, type Row, UNTIL_TASKS_END } from "./row";

const RESTARTS = "processes that differ restart in place; the UI is away while the webserver starts";

/** What runs on the machines: all of it changes inside them. */
export const airflow = (stack: string): Row[] => [
  {
    change: "airflow.image, of the same Airflow",
    master: `fetches it while all goes on, then ${RESTARTS}`,
    pools: `each fetches it while tasks run, then ${DRAINS}`,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "airflow.version",
    master:
      "refuses it until upgradeFrom: names what runs; then waits for the workers, stops Airflow, dumps and migrates the database, and starts",
    pools: "finish their tasks, stop, and start when the database is migrated",
    takes: `${UNTIL_TASKS_END}, then dump and migration`,
    run: `npm run drain ${stack}, for machines that are of the kind before; write upgradeFrom:, ${deploy(stack)}`,
  },
  {
    change: `airflow.options, environment, variables, connections, timezone; ${LONGEST_TASK}, of a pool too`,
    master: RESTARTS,
    pools: DRAINS,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "proxy",
    master: `${RESTARTS}; its engine takes it at the next boot`,
    pools: `${DRAINS}; engines take it at the next boot`,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "new value of a secret that the file names",
    master: "processes that read it restart in place, with the version that is the newest at the deployment",
    pools: `the same: ${DRAINS}`,
    takes: UNTIL_TASKS_END,
    run: `gcloud secrets versions add, ${deploy(stack)}`,
  },
  {
    change: "keys.*: another number",
    master: "the key is generated, and its readers restart; api logs everybody out",
    pools: `${DRAINS}; jwt: tasks that run or wait with a token of the old key fail, and are retried if their DAGs say so`,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "airflow.files, plugins",
    master: RESTARTS,
    pools: DRAINS,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "DAGs in git or in a bucket",
    master: "reads them by itself",
    pools: "read them by themselves; a running task keeps what it began with",
    takes: "dags.every, and the time to parse",
    run: "git push, or a copy into the bucket",
  },
  {
    change: "webserver.baseUrl",
    master: `${RESTARTS}; a load balancer asks for its health below the new path at once`,
    pools: `${DRAINS}; running tasks report below the path of before`,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "webserver.port, flower.port",
    master: "its firewall changes in place; with the default baseUrl processes restart too",
    pools: "go on; with the default baseUrl as with an option",
    takes: A_MINUTE,
    run: deploy(stack),
  },
  {
    change: "access.members, roles",
    master: GOES_ON,
    pools: "go on",
    takes: "some minutes, in which Google spreads rights",
    run: deploy(stack),
  },
  {
    change: "access.domain",
    master: RESTARTS,
    pools: `with another baseUrl ${DRAINS}`,
    takes: "up to an hour after the record leads to the address, for the certificate",
    run: `${deploy(stack)}, then the record`,
  },
];
