import { existsSync, rmSync } from "node:fs";
import { run } from "../../../../commands/run";
import { must } from "../../expect";

/** A disk that outlives machines: a loop device on a file of this machine. */
export class Disk {
  private constructor(
    readonly device: string,
    private readonly file: string,
  ) {}

  static async make(file: string, size: string): Promise<Disk> {
    await call("truncate", "--size", size, file);
    return new Disk(await call("losetup", "--find", "--show", file), file);
  }

  /** What the file system says of itself: it would have another id if it were made anew. */
  async id(): Promise<string> {
    return call("blkid", "-p", "-s", "UUID", "-o", "value", this.device);
  }

  async remove(): Promise<void> {
    // Gone already after an interrupt.
    if (!existsSync(this.file)) return;
    await run("losetup", ["--detach", this.device]);
    rmSync(this.file, { force: true });
  }
}

async function call(program: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(program, args);
  must(code === 0, `${program} ${args.join(" ")}: ${stderr.trim() || code}`);
  return stdout.trim();
}
