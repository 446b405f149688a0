// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TerraformStack } from "cdktf";
import fc from "fast-check";
import type { Deployment } from "../../lib/deployment/schema/schema";
import { markdown } from "../../lib/review/markdown";
import { page } from "../../lib/review/page/html";
import { draw } from "../../lib/review/picture/draw";
import { targetSchema } from "../../lib/schema/schemas";
import { build } from "../../lib/synth/build";
import { targets } from "../../stacks/targets";
import { BASES, BUILDS } from "./bases";
import { hcl } from "./hcl";
import { layers, textsIn } from "./layers";
import { type Place, placesIn } from "./marked";
import { placesOf } from "./places";
import { type Settled, settled } from "./settled";

/** What readers of a text take for more than text. None has a line's end: where one may stand it is added. */
const FRAGMENTS = [
  ...[
    '"',
    "'",
    "\\",
    "`id`",
    "$(id)",
    "%",
    ",",
    ":",
    "#",
    ";",
    "|",
    "=",
    "{{ x }}",
    "%(x)s",
    "@",
    " ",
    "ü",
    "\u{1f994}",
  ],
  ...['${file("/etc/passwd")}', "%{if true}x%{endif}", "$${x}", "%%{y}", "${", "%{", "<<EOT", "</script><img src=x>"],
  ...[
    "${TfToken[TOKEN.0]}",
    "#{TfToken[TOKEN.1]}",
    "&{TfToken[TOKEN.2]}",
    "-1.8881545897087503e+289",
    "-1.8881545897087503e289",
    "0.-|+".repeat(6),
  ],
];
const ENDS = ["", "\\", "$", '"', "'", "%", "${"];
const LINES = "\n\tnext: [line]\n# more";

/** Run by run another text everywhere. Seeded; TEXT_RUNS asks for more. */
const RUNS = Number(process.env["TEXT_RUNS"] ?? 1);
const SEED = 1_311;
const fragments = fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 2, maxLength: 7 });
const texts = fc.array(
  fc.tuple(fragments, fc.constantFrom(...ENDS)).map(([parts, end]) => parts.join("") + end),
  { minLength: 40, maxLength: 60 },
);

/** Places that no good file of the target can have: a rule refuses them whatever stands there. `extends` is read before. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  docker: ["extends", "airflow.dags.bucket", "airflow.image.build.secretArgs.*.key"],
  "aws-ecs": [
    ...["extends", "airflow.dags.bucket", "airflow.dags.folder", "metadataDatabase.image", "broker.image"],
    ...["airflow.image.build.secretArgs.*.secret", "airflow.image.build.secretArgs.*.key"],
  ],
  "gcp-vms": ["extends", "airflow.dags.folder", "airflow.image.build"],
};
const SEVERAL_LINES = /^airflow\.(options\.\*\.\*|environment\.\*|variables\.\*|slotPools\.\*\.description)$/;

const known = (target: string): readonly string[] => {
  const found = targets[target];
  return found === undefined ? [] : placesOf(targetSchema(target, found.shape));
};

describe.each(Object.entries(BASES))("%s", (target, bases) => {
  const places = known(target);
  const build = BUILDS[target];
  const all = build === undefined ? bases : [...bases, build];

  test("every place of the schema that has text is in one of the files", () => {
    const there = new Set(all.flatMap((base) => placesIn(base, places).map(({ name }) => name)));
    const ignored = (name: string) => (NEVER[target] ?? []).some((one) => name === one || name.startsWith(`${one}.`));
    expect(places.filter((name) => !there.has(name) && !ignored(name))).toEqual([]);
    expect(places.length).toBeGreaterThan(90);
  });

  test.each(bases.map((base, index) => [index, base] as const))(
    "text is the same text wherever it arrives, file %i",
    (_, base) => {
      fc.assert(
        fc.property(texts, (some) => {
          const marked = mark(placesIn(base, places), some);
          const good = settled(base, marked);
          expect(good.refusals.filter((line) => !/^configs\/acme\.yaml:\d+:\d+ /.test(line))).toEqual([]);
          arrives(target, good);
        }),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
    },
    120_000,
  );
});

const mark = (places: readonly Place[], some: readonly string[]): Map<Place, string> =>
  new Map(
    places.map((place, index) => {
      const more = SEVERAL_LINES.test(place.name) && !place.isKey ? LINES : "";
      return [place, `§${index}§${some[index % some.length]}${more}`];
    }),
  );

function arrives(target: string, { text, result, marked }: Settled): void {
  const root = mkdtempSync(join(tmpdir(), "text-"));
  try {
    provide(root, result.deployment);
    const named = { stack: "acme", file: "configs/acme.yaml", text, ...result };
    const made = build(join(root, "out"), [named], targets, root);
    const json = made.app.node.children.filter(TerraformStack.isStack).map((stack) => stack.toTerraform() as unknown);
    const written = JSON.parse(JSON.stringify(json), (key, value: unknown) => (key === "//" ? undefined : value));
    const seen = new Set(textsIn(written).flatMap((one) => judged(one, marked)));
    const [review] = made.reviews();
    if (review === undefined) throw new Error("no review");
    for (const one of textsIn(review)) for (const found of whole(one, marked)) seen.add(found);
    const html = page(review, [{ path: named.file, text }], draw(review, new Map()));
    expect(html).not.toMatch(/<img|\ufdd0/);
    expect(markdown(review, { link: ({ file }) => file, bootFile: (name) => name })).not.toContain("\ufdd0");
    for (const { content } of made.bootFiles.get("acme") ?? []) expect(content).not.toContain("\ufdd0");
    const lost = [...marked.keys()].filter((place) => !seen.has(place)).map(({ name }) => name);
    const unseen = (name: string) => UNSEEN.has(name) || UNSEEN.has(`${target} ${name}`) || name.endsWith(".because");
    expect([target, lost.filter((name) => !unseen(name))]).toEqual([target, []]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * Files that a synth reads: what is in them arrives, under names of our own. A reason is a notice, where the text that it
 * stands beside looks like a secret.
 */
const UNSEEN: ReadonlySet<string> = new Set([
  ...["airflow.files.plugins", "airflow.files.webserverConfig", "airflow.files.localSettings"],
  ...["metadataDatabase.tls.ca", "broker.tls.ca", "airflow.dags.credentials.knownHosts.file"],
  // In the archive that processes get.
  "aws-ecs airflow.dags.credentials.knownHosts",
]);

/** A text of Terraform's JSON: no mark outside of its quotes, and inside each with all that belongs to it. */
function judged(template: string, marked: ReadonlyMap<Place, string>): Place[] {
  if (!/§|%C2%A7|\ufdd0/.test(template)) return [];
  const { texts: inside, code } = hcl(template);
  expect(code).not.toMatch(/§|\ufdd0/);
  return inside.flatMap((one) => whole(one, marked));
}

function whole(text: string, marked: ReadonlyMap<Place, string>): Place[] {
  return layers(text).flatMap((layer) => {
    const numbers = new Set([...layer.matchAll(/§\d+§/g)].map(([one]) => one));
    return [...numbers].map((number) => {
      const [place, own] = [...marked].find(([, one]) => one.includes(number)) ?? [];
      if (place === undefined || own === undefined) throw new Error(`${number} is nobody's`);
      const cased = [own, own.toUpperCase()];
      const forms = [...cased, ...cased.map((one) => JSON.stringify(one).slice(1, -1))];
      if (!forms.some((form) => layer.includes(form)))
        throw new Error(`${place.name}: ${JSON.stringify(own)} became ${JSON.stringify(layer.slice(0, 2000))}`);
      return place;
    });
  });
}

/** What a synth itself reads. */
function provide(root: string, { airflow: { files, dags }, metadataDatabase, broker }: Deployment): void {
  const write = (...path: string[]) => {
    mkdirSync(dirname(join(...path)), { recursive: true });
    writeFileSync(join(...path), "x");
  };
  if (files.plugins !== undefined) write(root, files.plugins, "plugin.py");
  const authorities = [metadataDatabase, broker].map(({ tls }) => (typeof tls === "boolean" ? undefined : tls.ca));
  for (const file of [files.webserverConfig, files.localSettings, ...authorities])
    if (file !== undefined) write(root, file);
  const hosts = dags.credentials?.knownHosts;
  if (typeof hosts === "object") write(root, hosts.file);
}
