import { AIRFLOW, OLD_AIRFLOW, type Scene, STORES_FLOWER_PORT, STORES_PORT } from "../scene";
import { deployed, type Stores, takenDown } from "./deploy";
import { promotedElsewhere } from "./postgres-failover";
import { pythonTests } from "./python-tests";
import { demoted, killed, silent } from "./redis-failover";

const ports = { port: STORES_PORT, flower: STORES_FLOWER_PORT };
const version = (image: string): string => image.slice(image.indexOf(":") + 1);

/** What hosted stores do to Airflow: its Redis and Postgres fail over while tasks run, wait and are being sent. */
export async function storesTrack(scene: Scene): Promise<void> {
  const { steps } = scene;
  for (const image of [AIRFLOW, OLD_AIRFLOW])
    await steps.step(`tests of our Python programs in ${image}`, () => pythonTests(image));
  let stores: Stores | undefined;
  await steps.step("deploy on stores that fail over, Redis with TLS", () =>
    deployed(scene, { version: version(AIRFLOW), tls: true, ...ports }, (made) => {
      stores = made;
    }),
  );
  if (stores === undefined) return;
  const { redis, postgres } = stores;
  await steps.step("Redis demoted under load", () => demoted(scene, redis));
  const why = "it lies between the one that refuses and the one that says nothing, which a short run has";
  await steps.long("Redis killed under load", why, () => killed(scene, redis));
  await steps.step("Redis at another address under load, without a word", () => silent(scene, redis));
  await steps.step("Postgres read-only, then promoted at another address under load", () =>
    promotedElsewhere(scene, postgres),
  );
  await steps.step("the stack on stores that fail over taken down", () => takenDown(scene));
}
