import { AIRFLOW_HOME, SERVER_IMAGES } from "../deployment/usual";
import type { Answers, CloudAnswers, DagsAnswer } from "./answers";
import { aws } from "./aws-lines";
import { gcp } from "./gcp-lines";
import { section, text, unwritten } from "./lines";

/** What a new file says about one target. */
export interface Place {
  /** For a person who chooses. */
  readonly title: string;
  /** The target's own part of the file, with its comment. */
  lines(answers: Answers): readonly string[];
  /** The command that deploys a stack. */
  deploy(stack: string): string;
  /** What a person does with a new file, in this order. */
  next(stack: string): readonly string[];
  /** Two stacks of this target may run on one machine, where each port is free only once. */
  readonly sharedPorts: boolean;
  /** A cloud: its machines see no folder of this one, and tasks have workers of their own. */
  readonly cloud: boolean;
  /** What only a person knows. */
  readonly asks: readonly (keyof CloudAnswers)[];
  /** The image of every process: the official one, one that is built here, or a finished one that is named. */
  readonly image: "official" | "built" | "named";
  /** What leads people to the pages: a port of a machine, or an address of their own. */
  readonly pages: "port" | "address";
  /** Whether a program here reads git for releases that cannot. */
  readonly gitSync: boolean;
  /** Where DAGs come from where nobody says it. */
  readonly dags: DagsAnswer;
  /** What a broker of our own is, and its line. */
  readonly ownBroker: readonly string[];
  /** Where the secret of a reference lies. */
  readonly secretPlace: string;
  /** Makes the secret of a reference. */
  secretCommand(name: string): string;
}

/** A name that is none is refused later; in a command it must only stay on its line. */
const printable = (name: string): string => name.replace(/[^\w-]/g, "?");

/** Every target of stacks/targets.ts has its row; a test asserts it. */
export const PLACES: Readonly<Record<string, Place>> = {
  docker: {
    title: "the Docker engine of this machine",
    lines: docker,
    deploy: (stack) => `npm run up ${stack}`,
    next: (stack) => ["npx cdktf synth", `npm run up ${stack}`],
    sharedPorts: true,
    cloud: false,
    asks: [],
    image: "official",
    pages: "port",
    gitSync: true,
    dags: { from: "folder", path: "./examples/dags" },
    ownBroker: [
      "# What hands the tasks to the workers: a Redis of its own, with a generated password.",
      `# broker: { image: "${SERVER_IMAGES.redis}" }`,
    ],
    secretPlace: "lies in a file of its own",
    secretCommand: (name) => `mkdir -p secrets && openssl rand -base64 24 > secrets/${printable(name)}`,
  },
  "aws-ecs": {
    title: "AWS: ECS on Fargate, RDS and ElastiCache",
    lines: aws,
    deploy: (stack) => `npx cdktf deploy ${stack}`,
    next: (stack) => [`npm run image ${stack}`, "npx cdktf synth", `npx cdktf deploy ${stack}`],
    sharedPorts: false,
    cloud: true,
    asks: ["account", "region", "stateBucket", "baseUrl", "entrance", "allow"],
    image: "built",
    pages: "address",
    gitSync: false,
    dags: { from: "image", path: `${AIRFLOW_HOME}/dags` },
    ownBroker: [
      "# What hands the tasks to the workers: a Valkey of its own on ElastiCache, with a generated password.",
      "# elastiCache: { engine: valkey, node: cache.t4g.small, replicas: 1 }",
    ],
    secretPlace: "is a secret of AWS Secrets Manager",
    secretCommand: (name) =>
      `aws secretsmanager ${name.startsWith("arn:") ? "put-secret-value --secret-id" : "create-secret --name"} ${printable(name)} --secret-string "$(openssl rand -base64 24)"`,
  },
  "gcp-vms": {
    title: "Google Cloud: virtual machines, a master and pools of workers",
    lines: gcp,
    deploy: (stack) => `npx cdktf deploy ${stack}`,
    next: (stack) => ["npx cdktf synth", `npx cdktf deploy ${stack}`, `npm run wait ${stack}`],
    sharedPorts: false,
    cloud: true,
    asks: ["project", "zone", "stateBucket", "image"],
    image: "named",
    pages: "port",
    gitSync: true,
    dags: { from: "image", path: `${AIRFLOW_HOME}/dags` },
    ownBroker: [
      "# What hands the tasks to the workers: a Redis of its own on the master, with a generated password.",
      `# broker: { image: "${SERVER_IMAGES.redis}" }`,
    ],
    secretPlace: "is a secret of Secret Manager",
    secretCommand: (name) => {
      const [, project, secret = name] = /^projects\/([^/]+)\/secrets\/([^/]+)/.exec(name) ?? [];
      const where = project === undefined ? "" : ` --project=${printable(project)}`;
      return `printf %s "$(openssl rand -base64 24)" | gcloud secrets create ${printable(secret)}${where} --data-file=-`;
    },
  },
};

function docker({ gitSyncImage }: Answers): readonly string[] {
  const about = "# Docker itself. Only programs on this machine reach the ports; 0.0.0.0 would open them to everybody.";
  if (gitSyncImage === undefined) return [about, "# docker: { bindAddress: 127.0.0.1 }"];
  return [
    about,
    ...section("docker", [
      unwritten("bindAddress", "127.0.0.1"),
      "# This release cannot read git by itself: git-sync, a program of Kubernetes, keeps a copy of the repository.",
      `gitSyncImage: ${text(gitSyncImage)}`,
    ]),
  ];
}
