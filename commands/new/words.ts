import { DEFAULT_VERSION } from "../../lib/airflow/releases/version";
import { USUAL_PORTS } from "../../lib/deployment/usual";
import { PLACES } from "../../lib/new/places";
import type { Words } from "../words";
import { POOL_FORM } from "./pool-flag";
import { BROKER_FORM, BROKER_SECRET, DATABASE_FORM, DATABASE_SECRET } from "./server-flag";

export const WORDS = {
  name: "new",
  about: "Writes configs/NAME.yaml, a deployment file with comments, after asking for what the flags leave open.",
  arguments: [{ name: "NAME", text: "the name of the stack, and of its file" }],
  flags: {
    target: { type: "string", value: "TARGET", text: `where Airflow runs: ${Object.keys(PLACES).join(", ")}` },
    airflow: { type: "string", value: "VERSION", text: "its release", usual: DEFAULT_VERSION },
    executor: {
      type: "string",
      value: "celery|local",
      text: "who runs the tasks: workers, or the scheduler itself",
      usual: "celery",
    },
    pool: {
      type: "string",
      multiple: true,
      value: POOL_FORM,
      text: "a pool of workers; gpu=gpu,training:2x8 is pool gpu with the queues gpu and training: 2 workers, each with 8 tasks at once; unwritten, 1x16",
    },
    "dags-folder": { type: "string", value: "PATH", text: "the DAGs are a folder of this machine" },
    "dags-git": { type: "string", value: "ADDRESS", text: "or a repository" },
    "dags-ref": { type: "string", value: "NAME", text: "with --dags-git: its branch or tag", usual: "main" },
    "dags-image": { type: "string", value: "PATH", text: "or a folder inside the image" },
    "git-sync-image": {
      type: "string",
      value: "IMAGE",
      text: "with --dags-git on 2.11: the image of Kubernetes' git-sync, version 4",
    },
    "state-bucket": {
      type: "string",
      value: "NAME",
      text: "on a cloud: Terraform's state is in this bucket, which exists and keeps versions",
    },
    project: { type: "string", value: "ID", text: "on Google Cloud: the project that is deployed to" },
    "machine-zone": { type: "string", value: "ZONE", text: "on Google Cloud: the zone of its machines" },
    image: {
      type: "string",
      value: "REFERENCE",
      text: "on Google Cloud: the image of every process, REPOSITORY@sha256:DIGEST",
    },
    account: { type: "string", value: "NUMBER", text: "on AWS: where it is deployed" },
    region: { type: "string", value: "REGION", text: "on AWS: in which region" },
    "base-url": {
      type: "string",
      value: "ADDRESS",
      text: "on AWS: what people type, such as https://airflow.example.com",
    },
    zone: {
      type: "string",
      value: "ID",
      text: "on AWS: the hosted zone for the name and the certificate of that address",
    },
    certificate: { type: "string", value: "ARN", text: "on AWS: or the certificate that it has" },
    allow: { type: "string", value: "RANGE[,RANGE...]", text: "on AWS: the addresses of the people who may reach it" },
    database: {
      type: "string",
      value: "own|ADDRESS",
      text: `an existing one: ${DATABASE_FORM}`,
      usual: "own, one is started",
    },
    "database-secret": {
      type: "string",
      value: "NAME",
      text: "the name of the secret with its password",
      usual: DATABASE_SECRET,
    },
    broker: {
      type: "string",
      value: "own|ADDRESS",
      text: `an existing one: ${BROKER_FORM}, which is TLS`,
      usual: "own, one is started",
    },
    "broker-secret": {
      type: "string",
      value: "NAME|none",
      text: "the name of the secret with its password",
      usual: BROKER_SECRET,
    },
    port: {
      type: "string",
      value: "NUMBER",
      text: "of the webserver",
      usual: `${USUAL_PORTS.webserver}, or the next that no other file has`,
    },
    flower: { type: "boolean", negative: true, text: "a page that shows the workers, or none" },
    "max-task-duration": {
      type: "string",
      value: "45m|none",
      text: "the longest that a task may run",
      usual: "none; a worker waits 1 hour for its tasks before it goes",
    },
    yes: { type: "boolean", short: "y", default: false, text: "takes the default of everything that no flag gives" },
    print: { type: "boolean", default: false, text: "prints the file instead of writing it" },
    force: { type: "boolean", default: false, text: "writes over a file of that name" },
  },
  fails: "when an answer is refused, and nothing was written",
  examples: [
    "npm run new",
    "npm run new -- first --target docker --pool default=default --pool gpu=gpu,training:2x8 --yes",
  ],
  page: "docs/getting-started.md",
  surplus: "one name is enough",
} as const satisfies Words;
