import { type Construct, RootConstruct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import { connectionVariables } from "../../airflow/environment/connections";
import type { AirflowPlatform, Answer, Composition } from "../../airflow/platform";
import { releaseOf } from "../../airflow/releases/version";
import type { Text } from "../../airflow/secrets/secret";
import { Airflow } from "../../airflow/workloads/airflow";
import { everything } from "../../airflow/workloads/placed";
import { USUAL_PORTS } from "../../deployment/usual";
import type { Piece } from "../machines/document";
import { Documents } from "../machines/documents";
import { rendered } from "../machines/render";
import { userData } from "../machines/user-data";
import { domainOf, hostOf, MASTER, secretOf } from "../names";
import { GOOGLE } from "../network/addresses";
import { type GcpReading, limits } from "../settings/settings";
import { variables } from "./variables";

export interface MeasuredProps extends GcpReading {
  readonly stack: string;
  /** The project's folder on this machine. */
  readonly root: string;
}

/** What one kind of machine is told, as it stands in the metadata. */
export interface MachineTexts {
  /** `master`, or the pool. */
  readonly machine: string;
  readonly userData: string;
  /** Of the key `airflow-machine`. */
  readonly document: string;
}

/** As long as a name that Terraform completes. */
const BUCKET = "a".repeat(63);

/**
 * What machines are told, without the servers of our own and with names in place of what Terraform makes: enough to know
 * how large it is, before anything is made of it.
 */
export function measured({ stack, root, ...reading }: MeasuredProps): readonly MachineTexts[] {
  const { deployment } = reading;
  const connections = connectionVariables(deployment.airflow);
  const platform = new Measure(stack, {
    ...variables({
      settings: deployment,
      logs: `gs://${BUCKET}/logs`,
      dagsFromBucket: deployment.airflow.dags.bucket !== undefined,
      release: releaseOf(deployment.airflow.version),
    }),
    ...connections.plain,
  });
  new Airflow(new RootConstruct(), "airflow", { deployment, platform, root });
  const { composition } = platform;
  if (composition === undefined) throw new Error("Airflow was composed without a call of run");
  const { airflow } = deployment;
  const documents = new Documents({
    stack,
    reading,
    composition: { ...composition, services: composition.services.map(({ service }) => service) },
    around: {
      image: typeof airflow.image === "string" ? airflow.image : "",
      secret: connections.secret,
      envFile: airflow.envFile === undefined ? undefined : [{ secret: secretOf(stack, "environment-file") }],
      pieces: (text) => text.map((part) => pieceOf(stack, part)),
    },
    stores: [],
    authorities: {},
    backups: BUCKET,
  }).all();
  return [...documents].map(([machine, document]) => ({
    machine,
    userData: userData(machine === MASTER ? "master" : "worker", deployment.logs.local, deployment.proxy),
    document: rendered(document),
  }));
}

function pieceOf(stack: string, part: Text[number]): Piece {
  if (typeof part === "string") return part;
  if ("secret" in part) return { secret: secretOf(stack, part.secret) };
  const { secret, file, key } = part.given;
  return { secret: secret ?? secretOf(stack, `file-${file}`), ...(key === undefined ? {} : { key }) };
}

/** A platform that makes nothing, and keeps what it should run. */
class Measure implements AirflowPlatform {
  readonly limits = limits;
  /** As long as a range can be. */
  readonly callers = "255.255.255.255/32";
  readonly direct: readonly string[];
  readonly logHosts = [];
  composition: Composition | undefined;

  constructor(
    private readonly stack: string,
    readonly variables: Readonly<Record<string, string>>,
  ) {
    this.direct = [domainOf(stack), "255.255.255.255", this.callers, GOOGLE];
  }

  address(role: string, port: number): Endpoint {
    return this.endpoint(role, String(port));
  }

  metadataDatabase(_: Construct): Endpoint {
    return this.endpoint("metadata-database", String(USUAL_PORTS.postgres));
  }

  broker(_: Construct): Endpoint {
    return this.endpoint("broker", String(USUAL_PORTS.redis));
  }

  run(composition: Composition): Answer {
    this.composition = composition;
    return everything(composition);
  }

  private endpoint(what: string, port: string): Endpoint {
    const host = hostOf(this.stack, what);
    return { host, port, shownAs: host };
  }
}
