import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { docker, tryDocker } from "../../docker";
import { until } from "../../wait";
import { namesOf } from "../google/google";
import { GATEWAY, NETWORK, OWN_LABEL, REGION, VM } from "../scene";
import { engineFolder } from "./engine-folder";

export interface MachineProps {
  readonly name: string;
  readonly address: string;
  /** Names in the private zone that lead to it. */
  readonly aliases: readonly string[];
  /** Folder of the run, and of the authority that the machine trusts. */
  readonly base: string;
  readonly certificates: string;
  /** Images that its engine has from the start, in the place of a registry on the internet. */
  readonly images: readonly string[];
  /** Loop device of the data disk. */
  readonly disk?: string;
}

/** Seconds that a machine gets to shut down. Source: Compute Engine, "Instance life cycle". */
const SHUTDOWN_SECONDS = 90;

/** A machine with Container-Optimized OS's rules, see boot.sh. What Google gives it is in the world of the run. */
export class Machine {
  private constructor(
    readonly props: MachineProps,
    private readonly folder: string,
  ) {}

  get name(): string {
    return this.props.name;
  }

  /** Makes it, with a boot disk of its own, and boots it. */
  static async boot(props: MachineProps): Promise<Machine> {
    const { name, address, aliases, base, certificates, images, disk } = props;
    const folder = join(base, "machines", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "absent"), "");
    const layers = await engineFolder(join(folder, "docker"), images);
    const volumes = [
      "/sys/fs/cgroup:/sys/fs/cgroup:rw",
      `${container(name)}-var:/var`,
      `${join(folder, "docker")}:/var/lib/docker`,
      ...layers,
      `${join(__dirname, "boot.sh")}:/cos/boot.sh:ro`,
      `${join(certificates, "ca.pem")}:/cos/authority.pem:ro`,
      `${join(folder, "absent")}:/cos/absent:ro`,
    ];
    await docker("volume", "create", "--label", `${OWN_LABEL}=machine`, `${container(name)}-var`);
    await docker(
      "run",
      "--detach",
      ...["--name", container(name), "--hostname", name, "--label", `${OWN_LABEL}=machine`],
      ...["--network", NETWORK, "--ip", address, ...aliases.flatMap((alias) => ["--network-alias", alias])],
      ...namesOf(REGION).flatMap((host) => ["--add-host", `${host}:${host.startsWith("metadata") ? LINK : GATEWAY}`]),
      ...["--read-only", "--cap-add", "ALL", "--cap-drop", "SYS_RESOURCE"],
      ...["--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"],
      ...["--env", `GOOGLE=${GATEWAY}`, "--stop-timeout", String(SHUTDOWN_SECONDS)],
      ...(disk === undefined ? [] : ["--device", disk, "--env", `DATA_DISK=${disk}`]),
      ...["--tmpfs", "/run:rw,nosuid,nodev,noexec,size=1g", "--tmpfs", "/run/lock"],
      ...["--tmpfs", "/tmp:rw,nosuid,nodev,noexec"],
      ...volumes.flatMap((volume) => ["--volume", volume]),
      ...["--entrypoint", "/bin/bash", VM, "/cos/boot.sh"],
    );
    return new Machine(props, folder);
  }

  /** Runs a program on it. @throws with what it wrote when it fails */
  exec(...command: readonly string[]): Promise<string> {
    return docker("exec", container(this.name), ...command);
  }

  /** The same for a shell, whatever comes of it: both streams. */
  async shell(script: string): Promise<string> {
    const { stdout, stderr } = await tryDocker("exec", container(this.name), "bash", "-c", script);
    return `${stdout}${stderr}`.trim();
  }

  /** Boots: `/etc` and what cloud-init did are gone, `/var` is not. */
  async start(): Promise<void> {
    await docker("start", container(this.name));
  }

  async shutDown(): Promise<void> {
    await docker("stop", container(this.name));
  }

  /** Ends at once, as when the machine below it fails. */
  async cut(): Promise<void> {
    await tryDocker("kill", "--signal", "KILL", container(this.name));
  }

  /** With its boot disk. */
  async remove(): Promise<void> {
    await tryDocker("rm", "--force", container(this.name));
    await tryDocker("volume", "rm", "--force", `${container(this.name)}-var`);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** All units that systemd started at this boot are there. */
  async booted(seconds: number): Promise<void> {
    await until(`${this.name} to boot`, seconds, async () =>
      ["running", "degraded"].includes(await this.shell("systemctl is-system-running")),
    );
  }
}

/** Address of the metadata server. */
const LINK = "169.254.169.254";

const container = (name: string): string => `e2e-gcp.${name}`;
