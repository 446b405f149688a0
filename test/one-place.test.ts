import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as derived from "../lib/airflow/derived/ports";
import { AIRFLOW_IMAGE, SERVER_IMAGES, USUAL_PORTS } from "../lib/deployment/usual";
import { MEMORYSTORE_PORT, HEALTH_PORT as POOL_HEALTH_PORT } from "../lib/gcp/network/ports";

const ROOT = join(__dirname, "..");

/** Code without its comments; `://` of an address is none. */
const bare = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, (_, before: string) => before);

const CODE = ["lib", "commands", "stacks"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.tsx?$/.test(name))
  .map((file) => ({ file, text: bare(readFileSync(join(ROOT, file), "utf8")) }));

/** Files in which a text stands by itself: not in a longer number, name or digest. */
const filesWith = (value: string): string[] => {
  const alone = new RegExp(`(?<![\\w.-])${value.replace(/[.\\/]/g, "\\$&")}(?![\\w-])`);
  return CODE.filter(({ text }) => alone.test(text)).map(({ file }) => file);
};

const usual = [...Object.values(USUAL_PORTS).map(String), ...Object.values(SERVER_IMAGES), AIRFLOW_IMAGE];
const inside = [derived.PEOPLE_PORT, derived.LOG_PORT, derived.TRIGGERER_LOG_PORT, derived.SCHEDULER_HEALTH_PORT];

test.each(usual)("%s is written in lib/deployment/usual.ts alone", (value) => {
  expect(filesWith(value)).toEqual(["lib/deployment/usual.ts"]);
});

test.each(inside)("port %s is written in lib/airflow/derived/ports.ts alone", (port) => {
  expect(filesWith(String(port))).toEqual(["lib/airflow/derived/ports.ts"]);
});

test.each([POOL_HEALTH_PORT, MEMORYSTORE_PORT])("port %s is written in lib/gcp/network/ports.ts alone", (port) => {
  expect(filesWith(String(port))).toEqual(["lib/gcp/network/ports.ts"]);
});

test("every number that is called a port is written once", () => {
  const ports = CODE.flatMap(({ text }) =>
    [...text.matchAll(/\w*PORT\w*(?:: \w+)? = (\d[\d_]{3,});/g)].map(([, number = ""]) => number.replaceAll("_", "")),
  );
  expect(ports).toEqual(expect.arrayContaining(inside.map(String)));
  for (const port of new Set(ports)) expect([port, filesWith(port)]).toEqual([port, [expect.any(String)]]);
});

/** What each target calls its own network, for its own review. */
const ITS_OWN = ["NETWORK"];

test("no two files declare the same constant", () => {
  const found = new Map<string, string[]>();
  for (const { file, text } of CODE)
    for (const [, name = "", value = ""] of text.matchAll(
      /^(?:export )?const ([A-Z][A-Z0-9_]{3,}) = ([\d_.]{3,}|"[^"\n]{3,}");$/gm,
    )) {
      if (ITS_OWN.includes(name)) continue;
      const key = `${name} = ${value}`;
      found.set(key, [...(found.get(key) ?? []), file]);
    }
  expect([...found].filter(([, files]) => files.length > 1)).toEqual([]);
});

test("whether a text is a URL is asked in one place: URL.canParse of Node 20 refuses good ones after many calls", () => {
  expect(CODE.filter(({ text }) => /\.canParse\(/.test(text)).map(({ file }) => file)).toEqual([]);
});
