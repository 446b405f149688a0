import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./checkout";

/** The successor under cdktf's name: sources and provider packages import it without knowing. */
const SUCCESSOR = "npm:cdktn@0.24.0";
/** cdktn 0.24 takes none from 10.8 on, which is built by another jsii. */
const CONSTRUCTS = ">=10.6.0 <10.8.0";
/** The command line has no part in what main.ts writes, and it is large. */
const LEFT_OUT = ["cdktf-cli"];
const INSTALL = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"];
const LIMIT_MS = 600_000;

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Installs the project's packages into a folder, but for the successor; why that failed, if it did. */
export function installSuccessor(folder: string): string | undefined {
  const { dependencies }: Package = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  const kept = Object.entries(dependencies).filter(([name]) => !LEFT_OUT.includes(name));
  const manifest = {
    private: true,
    dependencies: { ...Object.fromEntries(kept), cdktf: SUCCESSOR },
    // Peer dependencies of the provider packages ask for cdktf ^0.21.0.
    overrides: { cdktf: "$cdktf" },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  const { status, stderr, error } = spawnSync("npm", INSTALL, { cwd: folder, encoding: "utf8", timeout: LIMIT_MS });
  if (error !== undefined) return error.message;
  if (status !== 0) return stderr.trim();
  return wrongVersions(folder);
}

/** An install that quietly kept the old package would compare it with itself. */
function wrongVersions(folder: string): string | undefined {
  const read = (name: string): { name: string; version: string } =>
    JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
  const { name, version } = read("cdktf");
  if (`npm:${name}@${version}` !== SUCCESSOR) return `npm installed ${name} ${version} in place of ${SUCCESSOR}`;
  const minor = Number(read("constructs").version.split(".")[1]);
  return minor < 8
    ? undefined
    : `npm installed constructs ${read("constructs").version}; ${SUCCESSOR} takes ${CONSTRUCTS}`;
}
