import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { envFile } from "../../lib/compose/env-file";
import type { Request } from "../../lib/compose/import";

/** What the command reads from its surroundings besides the disk. */
export interface Around {
  readonly environment: NodeJS.ProcessEnv;
  /** Docker's socket on this host. */
  readonly socket: string;
}

interface Asked {
  readonly name?: string | undefined;
  readonly airflow?: string | undefined;
  readonly profile?: readonly string[] | undefined;
  readonly "env-file"?: readonly string[] | undefined;
}

/** The shell wins over `.env`, as in compose. */
export function request(root: string, file: string, asked: Asked, { environment, socket }: Around): Request {
  const path = resolve(root, file);
  const shell = (name: string) => environment[name];
  const files = asked["env-file"]?.map((one) => [one, resolve(root, one)] as const);
  const values = new Map<string, string>();
  for (const [shownAs, place] of files ?? [["", join(path, "..", ".env")] as const]) {
    const text = textOf(place);
    if (text === undefined && shownAs !== "")
      throw new Error(`--env-file ${shownAs}: no such file, or no UTF-8 text; name another`);
    for (const [name, value] of envFile(text ?? "", (name) => shell(name) ?? values.get(name))) values.set(name, value);
  }
  const lookup = (name: string) => shell(name) ?? values.get(name);
  return {
    path,
    shownAs: file,
    root,
    disk: { text: textOf, exists: existsSync },
    lookup,
    profiles: [...(asked.profile ?? []), ...(lookup("COMPOSE_PROFILES")?.split(",") ?? [])],
    name: asked.name,
    airflow: asked.airflow,
    dockerGroup: statSync(socket, { throwIfNoEntry: false })?.gid,
  };
}

function textOf(path: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch {
    return undefined;
  }
}
