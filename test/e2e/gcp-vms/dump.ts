import { must, mustMatch, tail } from "../expect";
import { secondsSince } from "../wait";
import type { Site } from "./site";

/** The scheduled dump, started by hand: it lies in the bucket, and a restore of it was tried. */
export async function dumped({ cluster, world }: Site): Promise<string> {
  const [master] = cluster.of("master");
  must(master !== undefined, "there is no master");
  const timers = await master.shell("systemctl list-timers 'airflow-*' --no-pager --no-legend");
  mustMatch(timers, /airflow-dump\.timer/, "timers of the master");
  const start = Date.now();
  const code = await master.shell(
    "systemctl start airflow-dump.service; systemctl show -p Result -p ExecMainStatus airflow-dump.service",
  );
  const journal = await master.shell("journalctl -u airflow-dump.service --no-pager -o cat -n 40");
  must(/Result=success/.test(code), `the dump failed: ${code}\n${tail(journal)}`);
  mustMatch(journal, /restor/i, "the journal of the dump");
  const dumps = [...world.buckets].flatMap(([bucket, objects]) =>
    [...objects.values()]
      .filter(({ name }) => /dump|sql/i.test(name))
      .map(({ name, bytes }) => ({ name: `${bucket}/${name}`, size: bytes.length })),
  );
  const [found] = dumps;
  must(
    found !== undefined && found.size > 5_000,
    `no dump in any bucket: ${dumps.map(({ name, size }) => `${name} ${size}`)}`,
  );
  const said =
    journal
      .split("\n")
      .filter((line) => /restor/i.test(line))
      .at(-1) ?? "";
  return `${found.name}, ${found.size} bytes, in ${secondsSince(start)} s: ${said.trim()}`;
}
