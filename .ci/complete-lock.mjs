// Run after `npm install` where the registry does not serve every platform: npm then leaves the packages of the others
// (biome for macOS, swc for Windows, ...) out of package-lock.json, and `npm ci` refuses the file everywhere.
// Adds them with version, os, cpu and libc. Their integrity is not known here, so npm checks none for them.
import { readFileSync, writeFileSync } from "node:fs";

const PLATFORM =
  /(android|darwin|linux|win32|freebsd|openharmony)-(arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64)(?:-(\w+))?$/;
const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const known = lock.packages[`node_modules/${name}`] ?? lock.packages[`${place}/node_modules/${name}`];
    if (known !== undefined || !/^\d/.test(version)) continue;
    const [, os, cpu, abi = ""] = PLATFORM.exec(name) ?? [];
    if (os === undefined) {
      console.error(`${name}: no platform in its name, left out`);
      continue;
    }
    const libc = abi.startsWith("musl") ? ["musl"] : abi.startsWith("gnu") ? ["glibc"] : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(os === "linux" && libc ? { libc } : {}),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages added to ${file}`);
