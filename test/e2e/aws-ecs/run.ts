import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { AirflowApi } from "../airflow-api";
import { alone, type RunResult } from "../alone";
import { docker, wipe } from "../docker";
import { must } from "../expect";
import { copyFolder, Project } from "../project";
import type { Steps } from "../step";
import { adminPassword } from "./admin";
import { Agent } from "./agent";
import { BROKER_CA, DATABASE_CA } from "./authorities";
import { Fargate } from "./fargate";
import { DAGS } from "./file";
import { type Engine, mainTrack } from "./main-track";
import { Moto } from "./moto";
import { ownImage } from "./own-image";
import { preconditions } from "./preconditions";
import {
  ACCOUNT,
  AIRFLOW,
  DOMAIN,
  MOTO_PORT,
  NETWORK,
  OWN_LABEL,
  REGION,
  SIDE_MOTO_PORT,
  SIDE_STACK,
  type Site,
  STACK,
  STATE_BUCKET,
  WEBSERVER_PORT,
} from "./scene";
import { sideTrack } from "./side-track";

/** The whole run: a fake AWS, and its tasks on this machine's engine. */
export async function awsEcsRun(print: (line: string) => void, steps: Steps): Promise<RunResult> {
  const found = await preconditions();
  if ("missing" in found) return found;
  const agent = new Agent();
  const motos: Moto[] = [];
  return alone("aws-ecs", print, steps, {
    async clean() {
      for (const moto of motos) moto.stop();
      agent.stop();
      await wipe("aws-ecs");
    },
    run: (base) => tracks(base, steps, found.python, agent, motos),
  });
}

async function tracks(base: string, steps: Steps, python: string, agent: Agent, motos: Moto[]): Promise<void> {
  await docker("network", "create", "--label", `${OWN_LABEL}=network`, NETWORK);
  const host = await docker("network", "inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", NETWORK);
  await agent.start(host);
  const site = async (stack: string, port: number): Promise<Site> => {
    const log = join(base, `moto-${stack}.txt`);
    const moto = new Moto({ python, host, port, account: ACCOUNT, region: REGION, log });
    motos.push(moto);
    await moto.start();
    const project = await Project.copy(base, stack, moto.environment);
    return { stack, project, moto, zone: await surroundings(moto), steps, base };
  };
  const [main, side] = await Promise.all([site(STACK, MOTO_PORT), site(SIDE_STACK, SIDE_MOTO_PORT)]);
  const imaged = () =>
    steps.step("npm run image builds, pushes and locks", () => ownImage(join(base, "image"), side.moto));
  await Promise.all([mainTrack(main, engine(base, python, agent)), sideTrack(side).then(imaged)]);
}

/** What is in an account before a stack: a bucket for states, and the domain's zone. */
async function surroundings(moto: Moto): Promise<string> {
  await moto.call("s3", "create_bucket", {
    Bucket: STATE_BUCKET,
    CreateBucketConfiguration: { LocationConstraint: REGION },
  });
  await moto.call("s3", "put_bucket_versioning", {
    Bucket: STATE_BUCKET,
    VersioningConfiguration: { Status: "Enabled" },
  });
  const { HostedZone } = await moto.call<{ HostedZone: { Id: string } }>("route53", "create_hosted_zone", {
    Name: DOMAIN,
    CallerReference: "e2e",
  });
  return HostedZone.Id.replace("/hostedzone/", "");
}

/** Where tasks run: with the example DAGs in the image, and with authorities that signed the run's own servers. */
function engine(base: string, python: string, agent: Agent): Engine {
  const dags = copyFolder("examples/dags", join(base, "dags"));
  return {
    network: NETWORK,
    async certificates(hosts) {
      const folder = join(base, "certificates");
      mkdirSync(folder);
      const { code, stderr } = await run(python, [join(__dirname, "moto", "certificates.py"), folder, ...hosts]);
      must(code === 0, `certificates.py failed: ${stderr}`);
      return folder;
    },
    scene(site, certificates) {
      const authority = join(certificates, "ca.pem");
      const fargate = new Fargate({
        moto: site.moto,
        agent,
        stack: site.stack,
        network: NETWORK,
        image: AIRFLOW,
        over: { [DAGS]: dags, [DATABASE_CA]: authority, [BROKER_CA]: authority },
        variables: { ...site.moto.environment, SSL_CERT_FILE: BROKER_CA },
      });
      const password = adminPassword(site.moto, fargate, site.stack);
      const api = new AirflowApi({ port: WEBSERVER_PORT, release: "3", user: "admin", password });
      return { ...site, api, agent, fargate, steps: site.steps.with(() => fargate.lastLines()) };
    },
  };
}
