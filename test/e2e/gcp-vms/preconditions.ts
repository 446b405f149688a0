import { userInfo } from "node:os";
import { run } from "../../../commands/run";
import { OLDEST_TERRAFORM } from "../../../commands/terraform";
import { AIRFLOW, OLD_AIRFLOW, VM } from "./scene";

const IMAGES = [AIRFLOW, OLD_AIRFLOW, VM, "mysql:9", "redis:8", "postgres:17"];

/** Why the run cannot run here; nothing: it can. */
export async function preconditions(): Promise<readonly string[]> {
  if (userInfo().uid !== 0)
    return ["it takes the rights of root: loop devices, ports 80 and 443, and the layers of images on the engine"];
  const programs: [string, string[], string][] = [
    ["terraform", ["version"], `Terraform ${OLDEST_TERRAFORM} or newer is not installed`],
    ["git", ["--version"], "git is not installed"],
    ["openssl", ["version"], "openssl is not installed"],
    ["losetup", ["--find"], "there is no free loop device for the data disk"],
    ["ip", ["-Version"], "iproute2 is not installed"],
    ["docker", ["version", "--format", "{{.Server.Version}}"], "no Docker engine answers"],
  ];
  const answers = await Promise.all(
    programs.map(async ([program, args, message]) => {
      const { code, stderr } = await run(program, args);
      return code === 0 ? [] : [`${message} (${stderr.trim().split("\n")[0]})`];
    }),
  );
  if (answers.flat().length > 0) return answers.flat();
  return [...(await driver()), ...(await Promise.all(IMAGES.map(image))).flat()];
}

/** Machines share the layers of this engine's images as this driver keeps them. */
async function driver(): Promise<string[]> {
  const { stdout } = await run("docker", ["info", "--format", "{{.Driver}}"]);
  return stdout.trim() === "overlay2" ? [] : [`the engine keeps its images by ${stdout.trim()}, not by overlay2`];
}

async function image(name: string): Promise<string[]> {
  if ((await run("docker", ["image", "inspect", name])).code === 0) return [];
  if (name === VM) return [`image ${name}, a Debian machine with systemd, cloud-init and Docker, is not on the engine`];
  const { code, stderr } = await run("docker", ["pull", "--quiet", name]);
  return code === 0 ? [] : [`image ${name} is neither on the engine nor can it be pulled (${stderr.trim()})`];
}
