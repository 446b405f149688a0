import { join } from "node:path";
import { must } from "../expect";
import { textOf } from "../project";
import { secondsSince } from "../wait";
import { CRAWL, GIVEN_SECRET, type StackFile } from "./file";
import { PROJECT, STACK } from "./scene";
import type { Site } from "./site";
import { contents } from "./terraform/contents";
import { evaluated } from "./terraform/evaluate";

/** Synthesizes the file as a person would, resolves its references with Terraform, and gives Google what it says. */
export async function applied(site: Site, file: StackFile): Promise<string> {
  const { project, stack, base, cluster, world } = site;
  const start = Date.now();
  project.only(stack, file);
  const synth = await project.synth();
  must(synth.code === 0, `synth failed:\n${textOf(synth)}`);
  const resources = await evaluated(
    project.path("cdktf.out/stacks", stack, "cdk.tf.json"),
    join(base, "evaluated"),
    PROJECT,
  );
  const made = contents(resources);
  cluster.apply(made);
  given(site);
  const pools = made.pools.map(({ machine, size }) => `${machine} ${size}`).join(", ");
  return `${resources.length} resources in ${secondsSince(start)} s: ${made.master.name}, ${pools}, ${world.secrets.size} secrets, ${world.grants.length} rights`;
}

/** What a person writes into Secret Manager: the DAG's own database has the user and the password of Airflow's. */
function given({ world, stack }: Pick<Site, "world" | "stack">): void {
  if (stack !== STACK) return;
  const [password = ""] = world.secrets.get(`${stack}-metadata-database`) ?? [];
  const host = `metadata-database.${stack}.internal`;
  world.secrets.set(GIVEN_SECRET, [`mysql://airflow:${password}@${host}:3306/${CRAWL}`]);
}
