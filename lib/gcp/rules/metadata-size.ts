import type { Finding, Path } from "../../deployment/words/finding";
import { MASTER, METADATA } from "../names";
import type { MachineTexts } from "../workloads/measured";

const KIB = 1024;
/** Bytes of one value, and of all keys and values together. Source: Compute Engine's Metadata and its Items. */
const MOST = { value: 256 * KIB, all: 512 * KIB };
/** Bytes left for what others write there: names of secrets and authorities, keys of SSH, what `npm run drain` says. */
const OTHERS = 32 * KIB;

/** Texts that Compute Engine would refuse at the end of a deployment. */
export const metadataSize = (machines: readonly MachineTexts[]): readonly Finding[] =>
  machines.flatMap(({ machine, userData, document }) => {
    const path = machine === MASTER ? ["airflow", "files"] : ["workers", machine];
    const sizes = { [METADATA.userData]: bytes(userData), [METADATA.machine]: bytes(document) };
    const large = Object.entries(sizes).filter(([, size]) => size > MOST.value);
    if (large.length > 0) return large.map(([key, size]) => tooLarge(path, machine, key, size));
    const all = Object.values(sizes).reduce((sum, size) => sum + size, OTHERS);
    if (all <= MOST.all) return [];
    return [
      {
        path,
        message: `${named(machine)} would be told ${shown(all)} in all, and Compute Engine takes ${shown(MOST.all)} of metadata; ${REMEDY}`,
      },
    ];
  });

const REMEDY = "put files of the project into the image, or many variables into one envFile";

const tooLarge = (path: Path, machine: string, key: string, size: number): Finding => ({
  path,
  message: `the ${key} of ${named(machine)} has ${shown(size)}, and Compute Engine takes ${shown(MOST.value)} of one; ${REMEDY}`,
});

const named = (machine: string): string => (machine === MASTER ? "the master" : `pool "${machine}"`);
const bytes = (text: string): number => Buffer.byteLength(text, "utf8");
const shown = (size: number): string => `${Math.ceil(size / KIB)} KiB`;
