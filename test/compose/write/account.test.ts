import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isPair, isSeq, parseDocument, visit } from "yaml";
import type { Item } from "../../../lib/compose/read/item";
import { load, type Project } from "../../../lib/compose/read/project";
import { entriesOf, scalarsOf, type Tree } from "../../../lib/compose/read/tree";
import type { Service } from "../../../lib/compose/services/service";
import { fixture, imported } from "../importing";

const FILES = readdirSync(join(__dirname, "../files")).sort();
const ENVIRONMENT = { DB_PASSWORD: "s3cr3t-db", REDIS_PASSWORD: "s3cr3t-redis", AIRFLOW_UID: "50000" };

/** Versions that a person has to give, where a file names none that is supported. */
const ASKED: Readonly<Record<string, string>> = {
  "astronomer.yml": "2.11.2",
  "bitnami.yml": "3.3.2",
  "bitnami-full.yml": "2.11.2",
  "image-of-another-version.yml": "3.3.2",
  "one-host.yml": "3.3.2",
  "own-image.yml": "2.11.2",
  "puckel-celery.yml": "2.11.2",
  "sentinel.yml": "3.3.2",
  "traefik-nginx.yml": "3.3.2",
};

const made = (name: string, text = fixture(name)) =>
  imported(text, {
    environment: ENVIRONMENT,
    files: { "requirements.txt": "pandas\n", "plugins/a.py": "", "env.list": "MODEL=iris\n" },
    asked: { airflow: ASKED[name] },
  });

test.each(FILES)("%s: the deployment file and the report", (name) => {
  const { text, report, files } = made(name);
  expect(
    [
      text,
      "## Changed",
      ...report.changed,
      "## Not carried over",
      ...report.left,
      ...files.map((one) => `## ${one.path}\n${one.content}`),
    ].join("\n"),
  ).toMatchSnapshot();
  expect(text + JSON.stringify(report)).not.toMatch(/s3cr3t|hush|bitnami1|minio123|adminpassword|wJalr/);
});

test.each(FILES)("%s: every value in force is spoken of", (name) => {
  const { items } = made(name);
  expect(silent(projectOf(fixture(name)), items)).toEqual([]);
});

/** Sections of a service whose parts are spoken of one by one. */
const PARTED = /^(|build|deploy|deploy\.resources|deploy\.resources\.(limits|reservations)|(volumes|ports)\[\d+\])$/;

test.each(FILES)("%s: a key that nobody knows is listed wherever it stands", (name) => {
  const document = parseDocument(fixture(name), { merge: true });
  let added = 0;
  visit(document, {
    Map: (_, node, path) => {
      const keys = path.flatMap((one) => (isPair(one) ? [String(one.key)] : []));
      // A section that only stands for others is read where they are.
      if (keys[0] !== "services" || keys.length < 2) return;
      const place = placeOf(path).replace(/^services\.[^.[]+\.?/, "");
      if (!PARTED.test(place)) return;
      node.add(document.createPair("zz_new", 1));
      added += 1;
    },
  });
  expect(added).toBeGreaterThan(0);
  const text = String(document);
  const { report } = made(name, text);
  const lines = [...report.left, ...report.changed];
  const { services } = projectOf(text);
  for (const service of services) {
    // One line for all of a service that is no part of the deployment, or that ended.
    const entire = lines.some(
      (line) =>
        line.includes(` ${service.at.key}: `) &&
        /no part of|not Airflow's own|set up is made|and ended|cannot be used/.test(line),
    );
    if (entire) continue;
    for (const key of scalarKeys(service.tree).filter((key) => key.endsWith(".zz_new"))) {
      const above = key.replace(/\.zz_new$/, "");
      expect(
        lines.filter(
          (line) =>
            line.includes(` ${key}: `) ||
            (line.includes(` ${above}: `) && line.includes("zz_new")) ||
            (line.includes(` ${above}: `) && /built otherwise/.test(line)) ||
            // All processes run one image: a build that others repeat is said once.
            (key.endsWith(".build.zz_new") && line.includes(".build.zz_new: ")),
        ),
      ).not.toEqual([]);
    }
  }
});

/** `services.web.ports[0]`, of the nodes above a map. */
function placeOf(path: readonly unknown[]): string {
  return path
    .flatMap((one, index) => {
      if (isPair(one)) return [`.${String(one.key)}`];
      const next = path[index + 1];
      return isSeq(one) && next !== undefined ? [`[${one.items.indexOf(next)}]`] : [];
    })
    .join("")
    .slice(1);
}

const scalarKeys = (tree: Tree): readonly string[] => scalarsOf(tree).map(({ at }) => at.key);

function projectOf(text: string): Project {
  const loaded = load({
    path: "/p/docker-compose.yml",
    shownAs: "docker-compose.yml",
    disk: { text: () => text, exists: () => true, why: () => "does not exist" },
    lookup: (name) => Object.entries(ENVIRONMENT).find(([key]) => key === name)?.[1],
    profiles: [],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.project;
}

/** Values of services and of the top of the file that no item stands at or above. Written apart from the import's own account. */
function silent({ tree, services }: Project, items: readonly Item[]): readonly string[] {
  const at = new Set(items.map((item) => ("at" in item ? item.at.key : item.from.key)));
  const whole = new Set(items.flatMap((item) => ("whole" in item ? [item.at.key] : [])));
  const walk = (service: Service | undefined, key: string, one: Tree): readonly string[] => {
    if (at.has(one.at.key) || /^x-/.test(key)) return [];
    if (one.kind === "nothing") return key === "environment" ? [one.at.key] : [];
    if (one.kind === "scalar") return said(service, key, one.text, services, at) ? [] : [one.at.key];
    const below = one.kind === "list" ? one.items : [...one.entries.values()];
    return below.flatMap((next) => walk(service, key, next));
  };
  const ended = (service: Service, key: string) =>
    at.has(service.at.key) &&
    !/^env/.test(key) &&
    items.some(
      (item) => "at" in item && item.at.key === service.at.key && "text" in item && /set up|ended/.test(item.text),
    );
  return [
    ...services.flatMap((service) =>
      whole.has(service.at.key)
        ? []
        : entriesOf(service.tree).flatMap(([key, one]) => (ended(service, key) ? [] : walk(service, key, one))),
    ),
    ...entriesOf(tree).flatMap(([key, one]) =>
      /^(x-.*|services|name|version|include)$/.test(key) ? [] : walk(undefined, key, one),
    ),
  ];
}

/** What is one for all processes is said once, at the first service that has it. */
function said(
  service: Service | undefined,
  key: string,
  text: string,
  services: readonly Service[],
  at: ReadonlySet<string>,
): boolean {
  if (service === undefined || !/^(image|build|environment|env_file|volumes|user)$/.test(key)) return false;
  const spoken = (one: Tree, above: boolean): boolean => {
    const here = above || at.has(one.at.key);
    if (one.kind === "scalar") return here && one.text === text;
    return one.kind === "nothing"
      ? false
      : (one.kind === "list" ? one.items : [...one.entries.values()]).some((next) => spoken(next, here));
  };
  return services.some((other) =>
    entriesOf(other.tree).some(([name, one]) => other !== service && name === key && spoken(one, false)),
  );
}
