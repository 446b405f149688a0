import type { Review } from "../../../lib/review/model";
import { examples } from "../../support/examples";
import type { Reviewed } from "../../support/reviewed";
import type { ContainerJson } from "../../support/terraform-json";

/** What people review and what Terraform gets on Docker: one must not say what the other does not do. */
const onDocker = examples("docker");

const containers = ({ json }: Reviewed): ContainerJson[] => Object.values(json.resource.docker_container);
/** Replicas carry a number behind the process's name. */
const processOf = ({ name }: ContainerJson, { stack, processes }: Review) =>
  processes.find((process) => [name, name.replace(/-\d+$/, "")].includes(`${stack}-${process.name}`));

test.each(onDocker)("%s: every container is a process of the review, in its number", (_, both) => {
  const counted = new Map<string, number>();
  for (const container of containers(both)) {
    const name = processOf(container, both.review)?.name ?? `no process for ${container.name}`;
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  const told = both.review.processes.filter(({ replicas }) => replicas.max > 0);
  expect(Object.fromEntries(counted)).toEqual(
    Object.fromEntries(told.map(({ name, replicas }) => [name, replicas.max])),
  );
});

test.each(onDocker)("%s: its commands and stop times are the containers' own", (_, both) => {
  for (const container of containers(both)) {
    const process = processOf(container, both.review);
    expect([container.name, process?.command]).toEqual([container.name, container.command ?? []]);
    expect([container.name, process?.stopSeconds]).toEqual([container.name, container["stop_timeout"]]);
  }
});

test.each(onDocker)("%s: a process of Airflow is asked as often as its container's check says", (_, both) => {
  const asked = containers(both).flatMap((container) => {
    const { health = "" } = processOf(container, both.review) ?? {};
    const interval = String(container.healthcheck?.["interval"]);
    const rest = / \|\| sleep (\d+);/.exec(JSON.stringify(container.healthcheck))?.[1];
    return health.startsWith("Asked every") && rest !== undefined
      ? [[health.split(" whether")[0], `Asked every ${Number.parseInt(interval, 10) + Number(rest)} s`]]
      : [];
  });
  expect(asked.length).toBeGreaterThan(3);
  for (const [said, done] of asked) expect(said).toBe(done);
});

test.each(onDocker)("%s: its published ports are those that Terraform publishes", (_, both) => {
  const published = containers(both)
    .flatMap(({ ports = [] }) => ports)
    .map(({ ip, external, internal }) => `${ip}:${external} -> ${internal}`);
  const told = both.review.ports.flatMap(({ port, published: outer }) =>
    outer === undefined ? [] : [`${outer.address} -> ${port}`],
  );
  expect(told.sort()).toEqual(published.sort());
});

test.each(onDocker)("%s: what a destroy loses are its volumes and keys", (_, both) => {
  const volumes = Object.values(both.json.resource["docker_volume"] ?? {}).map(({ name }) => `volume ${name}`);
  const lost = both.review.destroy.lost.map(({ name }) => name);
  expect([...lost].sort()).toEqual([...volumes, "passwords and keys"].sort());
});

test.each(onDocker)("%s: every generated secret and every file of secrets/ is named", (_, both) => {
  const { random_password: passwords = {}, random_bytes: bytes = {} } = both.json.resource;
  const text = JSON.stringify(both.json);
  const files = [...text.matchAll(/\.\.\/secrets\/([A-Za-z0-9_-]+)/g)].map(([, name]) => `given/${name}`);
  const told = both.review.secrets.map(({ name }) => name);
  expect(told).toEqual(expect.arrayContaining([...Object.keys(passwords), ...Object.keys(bytes), ...files]));
});
