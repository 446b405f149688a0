import { suggestion } from "../lib/deployment/words/nearest";
import { type NamedDeployment, readDeployments } from "../lib/synth/deployments";
import { targets } from "../stacks/targets";
import type { Argument } from "./words";

/** Folders of a project, as main.ts and cdktf.json have them. */
export const CONFIGS = "configs";
export const OUTDIR = "cdktf.out";

/** The word of a command line that names a stack. @param target whose only stack needs no name */
export const stackArgument = (target: string, also = ""): Argument => ({
  name: "STACK",
  text: `a file of ${CONFIGS}/, without .yaml; not needed where one alone has target: ${target}${also}`,
});

/** What a command is for, and what to do for the stacks that it is not for. */
export interface For {
  /** Of the script in package.json. */
  readonly command: string;
  /** Where no stack is named, the only one of the first of these that any file has. */
  readonly targets: readonly string[];
  /** What to do instead, by target. */
  readonly instead: Readonly<Record<string, (stack: string) => string>>;
}

/**
 * The stack that a command line means.
 * @param readers of the files; some need not look at what lies beside them
 * @throws Error with lines for people: the problems of all files, or why no stack is meant
 */
export function chooseStack(
  root: string,
  asked: string | undefined,
  wanted: For,
  readers: Parameters<typeof readDeployments>[2] = targets,
): NamedDeployment {
  const { deployments, problems } = readDeployments(root, CONFIGS, readers);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return asked === undefined ? only(deployments, wanted) : named(deployments, asked, wanted);
}

function only(all: readonly NamedDeployment[], { command, targets }: For): NamedDeployment {
  const of = (wanted: string) => all.filter(({ target }) => target === wanted);
  const [found, ...more] = targets.map(of).find((some) => some.length > 0) ?? [];
  if (found === undefined) {
    const there = all.map(({ stack, target }) => `${stack} (${target})`).join(", ");
    throw new Error(`no file in ${CONFIGS}/ has target: ${targets.join(" or ")}${there && `; there are: ${there}`}`);
  }
  if (more.length === 0) return found;
  const names = [found, ...more].map(({ stack }) => stack).join(", ");
  throw new Error(`several stacks have target: ${found.target}; name one: npm run ${command} with one of ${names}`);
}

function named(all: readonly NamedDeployment[], asked: string, { command, targets, instead }: For): NamedDeployment {
  const found = all.find(({ stack }) => stack === asked);
  const names = all.map(({ stack }) => stack);
  if (found === undefined)
    throw new Error(
      `no stack ${JSON.stringify(asked)} in ${CONFIGS}/; ${names.length === 0 ? "there is none" : suggestion(asked, names)}`,
    );
  if (targets.includes(found.target)) return found;
  const remedy = instead[found.target]?.(found.stack) ?? `npm run ${command} is for ${targets.join(" and ")}`;
  throw new Error(`${found.file} has target: ${found.target}; ${remedy}`);
}
