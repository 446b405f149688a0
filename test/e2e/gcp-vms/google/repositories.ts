import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import type { Call } from "./answers";

/** Bare git repositories by git's simple protocol, which needs files only. Source: git, "HTTP transfer protocols". */
export class Repositories {
  constructor(private readonly folder: string) {}

  answer({ path, response }: Call): undefined {
    const file = join(this.folder, normalize(decodeURIComponent(path)));
    const isFile = file.startsWith(this.folder) && existsSync(file) && statSync(file).isFile();
    if (isFile) response.writeHead(200, { "content-type": "application/octet-stream" }).end(readFileSync(file));
    else response.writeHead(404).end();
  }
}
