import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Request } from "../../lib/compose/import";
import { envFile } from "../../lib/compose/read/env-file";
import { readText } from "../../lib/deployment/disk/disk";
import { alone } from "../../lib/deployment/disk/fault";
import { Told } from "../../lib/deployment/words/told";

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
    const read = readText(place);
    if ("fault" in read && (shownAs !== "" || read.fault.code !== "ENOENT"))
      throw new Told(`${shownAs === "" ? join(file, "..", ".env") : `--env-file ${shownAs}`}: ${alone(read.fault)}`);
    for (const [name, value] of envFile("text" in read ? read.text : "", (name) => shell(name) ?? values.get(name)))
      values.set(name, value);
  }
  const lookup = (name: string) => shell(name) ?? values.get(name);
  return {
    path,
    shownAs: file,
    root,
    disk: { text: textOf, why, exists: existsSync },
    lookup,
    profiles: [...(asked.profile ?? []), ...(lookup("COMPOSE_PROFILES")?.split(",") ?? [])],
    name: asked.name,
    airflow: asked.airflow,
    dockerGroup: statSync(socket, { throwIfNoEntry: false })?.gid,
  };
}

function textOf(path: string): string | undefined {
  const read = readText(path);
  return "fault" in read ? undefined : read.text;
}

function why(path: string): string {
  const read = readText(path);
  return "fault" in read ? read.fault.says : "can be read now";
}
