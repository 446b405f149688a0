import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockFile, lockText } from "../lib/aws/image/image-lock";
import { inputsOf } from "../lib/aws/image/inputs";
import { writing } from "../lib/deployment/disk/writing";
import { command } from "./command";
import { build, missing } from "./image/build";
import { type Chosen, choose } from "./image/choose";
import { type Engine, engine, PLATFORMS } from "./image/engine";
import { inspect } from "./image/inspect";
import { push } from "./image/push";
import { digestOf } from "./image/registry";
import { type Access, repository } from "./image/repository";
import { type Print, terminal } from "./print";
import { inTemporaryFolder } from "./review/temporary";
import { stackArgument } from "./stack";
import type { Words } from "./words";

export const WORDS = {
  name: "image",
  about:
    "Builds the image that a file with target: aws-ecs describes, pushes it to the stack's repository in ECR, and writes its digest beside the file, for you to commit.",
  arguments: [stackArgument("aws-ecs")],
  flags: {},
  fails: "when it was not built or not pushed; the digest before stays",
  examples: ["npm run image", "npm run image aws-ecs"],
  page: "docs/aws-ecs.md",
} as const satisfies Words;

/** Where a registry answers: as Docker's client names it, and as a URL. */
export type Registry = (host: string) => { readonly host: string; readonly url: string };

const encrypted: Registry = (host) => ({ host, url: `https://${host}` });

/** Of an image's id, so that each image has a tag of its own and tags never move. */
const DIGITS = 16;

/**
 * `npm run image [stack]`: builds the image that the file describes, pushes it to the stack's repository in ECR, and
 * writes its digest beside the file. The lock is written last, in one step: what fails before leaves the old one.
 * @throws Error with lines for people
 */
export async function image(
  root: string,
  asked: string | undefined,
  print: Print,
  registry: Registry = encrypted,
): Promise<number> {
  const chosen = choose(root, asked);
  const { stack, build: part, settings } = chosen;
  const absent = missing(root, part);
  if (absent.length > 0) throw new Error(absent.join("\n"));
  const inputs = inputsOf(root, part);
  if (typeof inputs !== "string")
    throw new Error(`airflow.image.build.${inputs.key}: ${inputs.path} ${inputs.fault.says}: ${inputs.fault.mend}`);
  const machine = await engine(Object.keys(part.secretArgs).length > 0);
  const access = await repository(chosen);
  print.step(`repository ${access.name} of account ${settings.account} in ${settings.region}`);
  return await inTemporaryFolder(async (folder) => {
    const { architecture } = settings;
    print.step(`building for ${PLATFORMS[architecture]}; the first time takes minutes`);
    const id = await build({ root, stack, build: part, architecture, engine: machine, folder });
    const airflow = await inspect(id, chosen, machine);
    const digest = await pushed({ chosen, id, access, at: registry(access.host), engine: machine, folder, print });
    const reference = `${access.host}/${access.name}@${digest}`;
    write(root, stack, lockText({ image: reference, architecture, airflow, inputs }));
    print.plain(`${lockFile(stack)} names ${reference}`);
    print.plain(`Commit it, and deploy: npx cdktf deploy ${stack}`);
    return 0;
  });
}

interface Push {
  readonly chosen: Chosen;
  readonly id: string;
  readonly access: Access;
  readonly at: ReturnType<Registry>;
  readonly engine: Engine;
  readonly folder: string;
  readonly print: Print;
}

/** An image that is in the registry already is not pushed again: its tag cannot be set twice. */
async function pushed({ chosen, id, access, at, engine, folder, print }: Push): Promise<string> {
  const { authorization, name } = access;
  const tag = `${chosen.build.airflowVersion}-${id.replace("sha256:", "").slice(0, DIGITS)}`;
  const platform = PLATFORMS[chosen.settings.architecture];
  const ask = () => digestOf({ url: at.url, name, authorization }, tag, platform);
  const there = await ask();
  if (there !== undefined) return there;
  print.step(`pushing ${name}:${tag}`);
  await push({ id, reference: `${at.host}/${name}:${tag}`, host: at.host, authorization, engine, folder });
  const digest = await ask();
  if (digest === undefined) throw new Error(`${name}:${tag} was pushed, and the registry does not have it; push again`);
  return digest;
}

/** Whoever reads it meanwhile gets the old lock or the new one. */
function write(root: string, stack: string, text: string): void {
  const file = join(root, lockFile(stack));
  writing({ what: "the image's lock", place: file, root }, () => {
    writeFileSync(`${file}.next`, text);
    renameSync(`${file}.next`, file);
  });
}

if (require.main === module) command(WORDS, ({ positionals }) => image(process.cwd(), positionals[0], terminal));
