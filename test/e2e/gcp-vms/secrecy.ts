import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { must, mustEqual } from "../expect";
import { GIVEN_SECRET } from "./file";
import type { Machine } from "./machines/machine";
import type { Site } from "./site";

/** Long enough that it cannot stand somewhere by chance. */
const LEAST = 12;

/** What of a machine anybody could see who may not read its secrets: everything but tmpfs and the memory of processes. */
const SHOWN = [
  "cat /etc/systemd/system/airflow-*",
  "find /var/lib/airflow-cdktf /etc/docker /root /home -type f -exec cat {} + 2>/dev/null",
  "docker ps --all --quiet | xargs --no-run-if-empty docker inspect",
  "docker ps --all --quiet | xargs --no-run-if-empty --max-args=1 docker logs 2>&1",
  "ps -eww -o args",
  "journalctl --no-pager -o cat",
  "systemctl show 'airflow-*' --no-pager",
] as const;

/** No secret stands in what Terraform, Google or a machine shows. */
export async function noSecretShows(site: Site): Promise<string> {
  const secrets = pieces(site);
  const places = [...ofGoogle(site), ...ofThisMachine(site), ...(await ofMachines(site))];
  const found = places.flatMap(([place, text]) =>
    secrets.filter(({ value }) => text.includes(value)).map(({ name }) => `${name} in ${place}`),
  );
  mustEqual([...new Set(found)], [], "secrets that show");
  const ephemeral = leaks(JSON.parse(readFileSync(synthesized(site), "utf8")), "");
  mustEqual(ephemeral, [], "ephemeral values outside of write-only arguments");
  return `${secrets.length} values of ${new Set(secrets.map(({ name }) => name)).size} secrets looked for in ${places.length} places: none`;
}

/** The search itself can fail: on every machine the secrets must be there, where only root reads them. */
export async function secretsAreInMemory({ cluster, world, stack }: Site): Promise<string> {
  const [password = ""] = world.secrets.get(`${stack}-metadata-database`) ?? [];
  const seen = await Promise.all(
    [...cluster.machines.values()].map(async (machine) => {
      const files = await machine.shell(`grep -rlF '${password}' /run/airflow-cdktf/generations | head -20`);
      must(files !== "", `${machine.name} has the database's password nowhere, so the search for it proves nothing`);
      const modes = await machine.shell(`stat -c '%A %U:%G' ${files.replaceAll("\n", " ")} | sort -u`);
      must(!/^.{7}[^-]/m.test(modes), `everybody may read secrets on ${machine.name}: ${modes}`);
      const disk = await machine.shell("findmnt --noheadings --output FSTYPE --target /run/airflow-cdktf");
      must(disk === "tmpfs", `secrets of ${machine.name} lie on ${disk}`);
      return `${machine.name} ${modes.replaceAll("\n", ", ")}`;
    }),
  );
  return `on tmpfs: ${seen.join("; ")}`;
}

/** A secret as a whole, and the password that stands in an address. */
function pieces({ world }: Site): { name: string; value: string }[] {
  return [...world.secrets].flatMap(([name, versions]) =>
    versions.flatMap((text) => {
      const password = /:\/\/[^:@/]*:([^@/]+)@/.exec(text)?.[1];
      const values = [text, ...(password === undefined ? [] : [password])];
      must(
        values.every((value) => value.length >= LEAST),
        `secret ${name} is too short to look for`,
      );
      return values
        .flatMap((value) => [value, encodeURIComponent(value), Buffer.from(value).toString("base64")])
        .map((value) => ({ name, value }));
    }),
  );
}

type Place = readonly [place: string, text: string];

function ofGoogle({ world }: Site): Place[] {
  return [...world.instances.values()].flatMap((instance): Place[] => [
    ...Object.entries(instance.metadata).map(([key, value]): Place => [`metadata ${key} of ${instance.name}`, value]),
    ...[...instance.guest].map(([key, value]): Place => [`guest attribute ${key} of ${instance.name}`, value]),
  ]);
}

const synthesized = ({ project, stack }: Site): string => project.path("cdktf.out/stacks", stack, "cdk.tf.json");

function ofThisMachine(site: Site): Place[] {
  const folder = site.project.path("cdktf.out/stacks", site.stack);
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return [
    ["printed by the commands", site.project.printed.join("\n")],
    ...files.map(({ name }): Place => [name, readFileSync(join(folder, name), "utf8")]),
  ];
}

async function ofMachines({ cluster }: Site): Promise<Place[]> {
  const look = (machine: Machine) =>
    SHOWN.map(async (command): Promise<Place> => [`${command} on ${machine.name}`, await machine.shell(command)]);
  return Promise.all([...cluster.machines.values()].flatMap(look));
}

/** Arguments of resources that hold an ephemeral value and are not write-only. */
function leaks(node: unknown, path: string): string[] {
  if (typeof node === "string") return /\$\{.*ephemeral\./.test(node) && !/_wo(_version)?$/.test(path) ? [path] : [];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => leaks(value, `${path}.${key}`));
}

/** Every machine read only what is its own, and nobody read the given secret but through it. */
export function readByName({ world, cluster }: Site): string {
  mustEqual(
    world.refused.filter((line) => line.includes("secret")),
    [],
    "secrets that a machine asked for in vain",
  );
  const readers = new Set(world.accesses.map((line) => line.split(" ")[0]));
  for (const name of cluster.machines.keys()) must(readers.has(name), `${name} read no secret from Secret Manager`);
  must(
    world.accesses.some((line) => line.includes(GIVEN_SECRET)),
    `nobody read ${GIVEN_SECRET}`,
  );
  const byMachine = [...readers].map(
    (name) => `${name} ${new Set(world.accesses.filter((line) => line.startsWith(`${name} `))).size}`,
  );
  return `secrets read: ${byMachine.join(", ")}`;
}
