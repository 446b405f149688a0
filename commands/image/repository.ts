import type { ECR } from "@aws-sdk/client-ecr";
import { explained, nameOf } from "./aws-error";
import type { Chosen } from "./choose";

/** Images that are kept. One that still runs after so many newer ones could not be started again. */
const IMAGES = 30;
/** Days for which what has lost its tag is kept. */
const UNTAGGED_DAYS = 14;

/** A stack's repository in ECR, and how to get in. */
export interface Access {
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com` */
  readonly host: string;
  readonly name: string;
  /** `USER:PASSWORD` in base64, good for half a day. */
  readonly authorization: string;
}

type Wanted = Pick<Chosen, "stack" | "settings">;

/**
 * Makes a stack's repository, or brings the one that is there to the same settings: tags never move, every image is
 * scanned, and old ones go. How it is encrypted stays as it was made, because ECR cannot change it.
 * @throws Error with one line for people
 */
export async function repository({ stack, settings }: Wanted): Promise<Access> {
  // It would tell of the Node that its newer versions will want; this one is pinned.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  // Loaded by this command only: it takes longer than all else here.
  const { ECR } = await import("@aws-sdk/client-ecr");
  const client = new ECR({ region: settings.region });
  try {
    const login = await access(client, settings.account);
    const name = `airflow/${stack}`;
    await make(client, name, { stack, settings });
    const lifecyclePolicyText = JSON.stringify(lifecycle);
    await client.putLifecyclePolicy({ repositoryName: name, lifecyclePolicyText });
    return { ...login, name };
  } catch (error) {
    throw error instanceof WrongAccount ? error : explained(error, settings.region);
  } finally {
    client.destroy();
  }
}

class WrongAccount extends Error {}

/** The registry's own name says whose it is: nothing is made before that. */
async function access(client: ECR, account: string): Promise<Omit<Access, "name">> {
  const { authorizationData: [first] = [] } = await client.getAuthorizationToken({});
  const { authorizationToken: authorization = "", proxyEndpoint = "" } = first ?? {};
  const host = proxyEndpoint.replace("https://", "");
  const [own] = host.split(".");
  if (own === account) return { host, authorization };
  throw new WrongAccount(
    `these credentials are of account ${own}, and the file deploys to ${account}; set AWS_PROFILE to one of ${account}`,
  );
}

/** Source: Amazon ECR's CreateRepository, PutImageTagMutability, PutImageScanningConfiguration, TagResource. */
async function make(client: ECR, repositoryName: string, { stack, settings }: Wanted): Promise<void> {
  const { tags: written, encryptionKey } = settings;
  const tags = Object.entries({ ...written, "airflow-cdktf:stack": stack }).map(([Key, Value]) => ({ Key, Value }));
  const fixed = { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } } as const;
  const arn = await find(client, repositoryName);
  if (arn === undefined) {
    await client.createRepository({
      repositoryName,
      ...fixed,
      // The stack's own key does not exist before its first deployment.
      encryptionConfiguration: encryptionKey.startsWith("arn:")
        ? { encryptionType: "KMS", kmsKey: encryptionKey }
        : { encryptionType: "AES256" },
      tags,
    });
    return;
  }
  await client.putImageTagMutability({ repositoryName, imageTagMutability: fixed.imageTagMutability });
  await client.putImageScanningConfiguration({ repositoryName, ...fixed });
  await client.tagResource({ resourceArn: arn, tags });
}

async function find(client: ECR, name: string): Promise<string | undefined> {
  try {
    const { repositories: [first] = [] } = await client.describeRepositories({ repositoryNames: [name] });
    return first?.repositoryArn;
  } catch (error) {
    if (nameOf(error) === "RepositoryNotFoundException") return undefined;
    throw error;
  }
}

/** Source: Amazon ECR, "Lifecycle policy parameters"; a rule for any tag comes last. */
const lifecycle = {
  rules: [
    {
      rulePriority: 1,
      description: "What has lost its tag goes",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: UNTAGGED_DAYS,
      },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "The newest images are kept",
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: IMAGES },
      action: { type: "expire" },
    },
  ],
};
