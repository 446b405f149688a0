import { answered } from "../client";
import { containers, docker } from "../docker";
import { must, mustEqual } from "../expect";
import { generatedSecrets } from "../state";
import { FLOWER_PREFIX } from "./file";
import { FLOWER_PORT, PORT, type Scene } from "./scene";

/** Only UI and Flower are published, on this host's own address; Flower asks for its password. */
export async function openPorts({ project, stack }: Scene): Promise<string> {
  const published = (
    await Promise.all(
      (
        await containers(stack)
      )
        .filter(({ status }) => status === "running")
        .map(async ({ name }) => (await docker("port", name)).split("\n").filter(Boolean)),
    )
  ).flat();
  const addresses = published.map((line) => line.split(" -> ")[1] ?? "");
  mustEqual(addresses, [`127.0.0.1:${FLOWER_PORT}`, `127.0.0.1:${PORT}`], "published ports");
  const password = generatedSecrets(project.path("state", `${stack}.tfstate`))["flower"] ?? "";
  const flower = {
    right: await flowerStatus(password),
    wrong: await flowerStatus("admin"),
    none: await flowerStatus(),
  };
  must(flower.right === 200, `Flower answered ${flower.right} to its password, expected 200`);
  const outside = await flowerStatus(password, "");
  must(outside === 404, `Flower answered ${outside} outside of ${FLOWER_PREFIX}, expected 404`);
  must(flower.wrong === 401 && flower.none === 401, `Flower let others in: ${flower.wrong}, ${flower.none}`);
  return `published: ${addresses.join(", ")}; Flower: ${flower.right} with its password, ${flower.wrong} with another, ${flower.none} with none, ${outside} outside of ${FLOWER_PREFIX}`;
}

async function flowerStatus(password?: string, path = FLOWER_PREFIX): Promise<number> {
  const login = `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`;
  const headers: Record<string, string> = password === undefined ? {} : { authorization: login };
  return (await answered({ url: `http://127.0.0.1:${FLOWER_PORT}${path}/workers`, headers })).status;
}
