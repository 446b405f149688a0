import { codeOf } from "../deployment/disk/fault";

/** Whether a process of this machine still goes on: two syntheses of one project may overlap. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
