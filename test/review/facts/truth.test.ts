import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Review } from "../../../lib/review/model";
import { PROJECT } from "../../support/docker";
import { type Reviewed, reviewed } from "../../support/reviewed";
import type { ContainerJson } from "../../support/terraform-json";

/** What people review and what Terraform gets, of every example: one must not say what the other does not do. */
const examples = ["configs", "examples/configs"].flatMap((folder) =>
  readdirSync(join(PROJECT, folder)).map((name): [string, Reviewed] => {
    const path = `${folder}/${name}`;
    return [path, reviewed(readFileSync(join(PROJECT, path), "utf8"), basename(name, ".yaml"), path)];
  }),
);

const containers = ({ json }: Reviewed): ContainerJson[] => Object.values(json.resource.docker_container);
/** Replicas carry a number behind the process's name. */
const processOf = ({ name }: ContainerJson, { stack, processes }: Review) =>
  processes.find((process) => [name, name.replace(/-\d+$/, "")].includes(`${stack}-${process.name}`));

test.each(examples)("%s: every container is a process of the review, in its number", (_, both) => {
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

test.each(examples)("%s: its commands and stop times are the containers' own", (_, both) => {
  for (const container of containers(both)) {
    const process = processOf(container, both.review);
    expect([container.name, process?.command]).toEqual([container.name, container.command ?? []]);
    expect([container.name, process?.stopSeconds]).toEqual([container.name, container["stop_timeout"]]);
  }
});

test.each(examples)("%s: its published ports are those that Terraform publishes", (_, both) => {
  const published = containers(both)
    .flatMap(({ ports = [] }) => ports)
    .map(({ ip, external, internal }) => `${ip}:${external} -> ${internal}`);
  const told = both.review.ports.flatMap(({ port, published: outer }) =>
    outer === undefined ? [] : [`${outer.address} -> ${port}`],
  );
  expect(told.sort()).toEqual(published.sort());
});

test.each(examples)("%s: what a destroy loses are its volumes and keys", (_, both) => {
  const volumes = Object.values(both.json.resource["docker_volume"] ?? {}).map(({ name }) => `volume ${name}`);
  const lost = both.review.destroy.lost.map(({ name }) => name);
  expect([...lost].sort()).toEqual([...volumes, "passwords and keys"].sort());
});

test.each(examples)("%s: every generated secret and every file of secrets/ is named", (_, both) => {
  const { random_password: passwords = {}, random_bytes: bytes = {} } = both.json.resource;
  const text = JSON.stringify(both.json);
  const files = [...text.matchAll(/\.\.\/secrets\/([A-Za-z0-9_-]+)/g)].map(([, name]) => `given/${name}`);
  const told = both.review.secrets.map(({ name }) => name);
  expect(told).toEqual(expect.arrayContaining([...Object.keys(passwords), ...Object.keys(bytes), ...files]));
});

test.each(examples)(
  "%s: every end of a link is in the picture, every place is known, nothing is an expression",
  (_, { review }) => {
    const nodes = review.picture.nodes.map(({ id }) => id);
    const ends = review.picture.links.flatMap(({ from, to }) => [from, to]);
    expect(ends.filter((end) => !nodes.includes(end))).toEqual([]);
    expect(new Set(nodes).size).toBe(nodes.length);
    const places = review.picture.places.map(({ id }) => id);
    expect(review.picture.nodes.flatMap(({ place = [] }) => place).filter((place) => !places.includes(place))).toEqual(
      [],
    );
    expect(JSON.stringify(review)).not.toMatch(/\$\{|TfToken/);
  },
);

test.each(examples)("%s: every line that it names is in its file", (_, { review }) => {
  const found = [...JSON.stringify(review).matchAll(/"file":"([^"]+)","line":(\d+)/g)];
  expect(found.length).toBeGreaterThan(10);
  for (const [, file = "", line] of found) {
    const lines = readFileSync(join(PROJECT, file), "utf8").split("\n").length;
    expect(Number(line)).toBeGreaterThanOrEqual(1);
    expect(Number(line)).toBeLessThanOrEqual(lines);
  }
});
