import { join } from "node:path";

const PROGRAMS = join(__dirname, "../../../programs");

/**
 * What runs inside containers and machines lies in `programs/`, one folder for each place it runs in.
 * @param path below `programs/`: `store/redis.sh`
 * @returns where it lies on this machine
 */
export const program = (...path: readonly string[]): string => join(PROGRAMS, ...path);
