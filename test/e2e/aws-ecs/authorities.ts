import { join } from "node:path";
import { must, mustMatch } from "../expect";
import type { Scene } from "./scene";
import { service } from "./services";

/** Where a task finds the authorities of RDS. */
export const DATABASE_CA = "/opt/airflow-cdktf/database-ca.pem";

/** Where the run puts the authority of the broker, which the image would trust by itself if it were AWS'. */
export const BROKER_CA = "/opt/e2e/authority.pem";

/** Connects with the addresses that Airflow has, and with nothing else that it does. */
const CONNECT = {
  database: `import os, sqlalchemy
with sqlalchemy.create_engine(os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]).connect() as connection:
    print("connected", connection.exec_driver_sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()").scalar())
`,
  broker: `import os, kombu
with kombu.Connection(os.environ["AIRFLOW__CELERY__BROKER_URL"]) as connection:
    print("connected", connection.default_channel.client.ping())
`,
} as const;

/** With the right authority both servers are reached, with another one neither: the certificates are checked. */
export async function wrongAuthority({ moto, fargate, stack }: Scene, certificates: string): Promise<string> {
  const right = join(certificates, "ca.pem");
  const wrong = join(certificates, "other-ca.pem");
  const cases = [
    { server: "database", ca: right, expected: /connected True/ },
    { server: "database", ca: wrong, expected: /certificate verify failed/i },
    { server: "broker", ca: right, expected: /connected True/ },
    { server: "broker", ca: wrong, expected: /certificate verify failed/i },
  ] as const;
  const { taskDefinition } = await service(moto, stack, "scheduler");
  const seen = await Promise.all(
    cases.map(async ({ server, ca, expected }, index) => {
      const task = await fargate.run({
        definition: taskDefinition,
        number: 50 + index,
        only: ["files", "airflow"],
        overrides: [{ name: "airflow", command: ["python", "-c", CONNECT[server]] }],
        over: { [server === "database" ? DATABASE_CA : BROKER_CA]: ca },
      });
      const code = await task.exitOf("airflow");
      const logs = await task.logs("airflow", 200);
      await task.stop();
      mustMatch(logs, expected, `${server} with ${ca === right ? "its" : "another"} authority`);
      must((code === 0) === (ca === right), `${server}: exit ${code}`);
      return `${server}, ${ca === right ? "its authority" : "another one"}: ${expected.exec(logs)?.[0]}`;
    }),
  );
  return seen.join("; ");
}
