import { readFileSync } from "node:fs";
import { gunzipSync, inflateRawSync } from "node:zlib";
import { must, mustEqual } from "../expect";
import type { Site } from "./scene";
import { allSecrets } from "./secrets";
import type { TaskDefinition } from "./task-definition";

/** Long enough that it cannot stand somewhere by chance. */
const LEAST = 12;

/**
 * The one secret that Terraform keeps, as docs/aws-ecs.md says: ElastiCache takes its token in no other way. A plan file
 * holds the state that it was made from.
 */
const KEPT = { secret: "broker", places: ["state", "plan as JSON", "plan file"] } as const;

/** No generated secret stands anywhere but in Secrets Manager; the broker's token also in the state. */
export async function noSecretShows(site: Site): Promise<string> {
  const secrets = pieces(await allSecrets(site.moto));
  must(
    secrets.every(({ value }) => value.length >= LEAST),
    "a secret is too short to look for",
  );
  const places = await haystacks(site);
  const found = places.flatMap(([place, text]) =>
    secrets.filter(({ value }) => text.includes(value)).map((piece): Found => ({ ...piece, place })),
  );
  const token = secrets
    .filter(({ name }) => name.startsWith(`${site.stack}/${KEPT.secret}-`))
    .map(({ value }) => value);
  const allowed = ({ value, place }: Found) =>
    token.includes(value) && (KEPT.places as readonly string[]).includes(place);
  mustEqual(
    [...new Set(found.filter((one) => !allowed(one)).map(({ name, place }) => `${name} in ${place}`))],
    [],
    "secrets that show",
  );
  // The search itself can fail: what is documented must be found.
  must(
    found.some((one) => allowed(one) && one.place === "state"),
    "the broker's token is not in the state, where docs/aws-ecs.md says that it is",
  );
  return `${secrets.length} values of ${new Set(secrets.map(({ name }) => name)).size} secrets looked for in ${places.length} places (${[...new Set(places.map(([place]) => place.split(" ")[0]))].join(", ")}): only the broker's token in the state, and in the plan that holds the state`;
}

interface Piece {
  readonly name: string;
  readonly value: string;
}

interface Found extends Piece {
  readonly place: string;
}

/** A secret as a whole, and every password that stands in it: a URL's, a JSON document's. */
function pieces(secrets: Readonly<Record<string, string>>): Piece[] {
  return Object.entries(secrets).flatMap(([name, text]) => {
    const password = /:\/\/[^:@/]*:([^@/]+)@/.exec(text)?.[1];
    const values = [text, ...(password === undefined ? [] : [password, decodeURIComponent(password)])];
    return [
      ...new Set(values.flatMap((value) => [value, encodeURIComponent(value), Buffer.from(value).toString("base64")])),
    ].map((value) => ({ name, value }));
  });
}

type Place = readonly [place: string, text: string];

async function haystacks({ project, stack, moto }: Site): Promise<Place[]> {
  const state = await project.terraform(stack, "state", "pull");
  const plan = await project.terraform(stack, "show", "-json", "plan");
  must(state.code === 0 && plan.code === 0, `terraform show failed: ${state.stderr}${plan.stderr}`);
  const folder = project.path("cdktf.out/stacks", stack);
  const { taskDefinitionArns } = await moto.call<{ taskDefinitionArns: readonly string[] }>(
    "ecs",
    "list_task_definitions",
  );
  const definitions = await Promise.all(
    taskDefinitionArns.map(async (taskDefinition): Promise<Place> => {
      const answer = await moto.call<{ taskDefinition: TaskDefinition }>("ecs", "describe_task_definition", {
        taskDefinition,
      });
      return [`task definition ${answer.taskDefinition.family}`, JSON.stringify(answer)];
    }),
  );
  return [
    ["state", state.stdout],
    ["plan as JSON", plan.stdout],
    ["plan file", unzipped(readFileSync(`${folder}/plan`))],
    ["cdk.tf.json", readFileSync(`${folder}/cdk.tf.json`, "utf8")],
    [
      "printed by the commands",
      project.printed.filter((text) => text !== state.stdout && text !== plan.stdout).join("\n"),
    ],
    ...definitions,
  ];
}

/** Header of a file in a ZIP archive, and what of it is read. */
const LOCAL = 0x04034b50;
const DEFLATED = 8;

/** All text in a plan file, which is a ZIP archive: by its directory at the end, as the local headers lack the sizes. */
function unzipped(archive: Buffer): string {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = archive.readUInt32LE(end + 16);
  const texts: string[] = [];
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, start] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    must(archive.readUInt32LE(start) === LOCAL, "the plan file is no ZIP archive");
    const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const packed = archive.subarray(data, data + size);
    const content = archive.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed;
    texts.push(
      content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content).toString("latin1") : content.toString("latin1"),
    );
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return texts.join("\n");
}
