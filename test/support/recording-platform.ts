import { type Construct, RootConstruct } from "constructs";
import type { Endpoint, Limits } from "../../lib/airflow/endpoint";
import type { AirflowPlatform, Answer, Composition, Named } from "../../lib/airflow/platform";
import { Airflow } from "../../lib/airflow/workloads/airflow";
import { type Beside, beside } from "../../lib/airflow/workloads/besides";
import { everything } from "../../lib/airflow/workloads/placed";
import type { Service, Workload } from "../../lib/airflow/workloads/service";
import type { Deployment } from "../../lib/deployment/schema/schema";

/** A target that builds nothing and keeps what it is handed. */
export class RecordingPlatform implements AirflowPlatform {
  readonly limits: Limits = { drainSeconds: 86_400, hostFiles: true, diskSurvives: true, replaceSeconds: 60 };
  readonly callers = "10.99.0.0/16";
  readonly direct = ["webserver.test", "10.99.0.0/16"];
  readonly logHosts = ["logs.test"];
  readonly variables = { AIRFLOW__CORE__HOSTNAME_CALLABLE: "recorded.name" };
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  readonly runs: Composition[] = [];

  address(role: Named, port: number): Endpoint {
    return { host: `${role}.test`, port: String(port), shownAs: role };
  }

  metadataDatabase(scope: Construct): Endpoint {
    this.asked.push(`metadata-database of ${scope.node.path}`);
    return { host: "database.test", port: "5432", shownAs: "database" };
  }

  broker(scope: Construct): Endpoint {
    this.asked.push(`broker of ${scope.node.path}`);
    return { host: "broker.test", port: "6379", shownAs: "broker" };
  }

  run(composition: Composition): Answer {
    this.asked.push("run");
    this.runs.push(composition);
    return everything(composition);
  }
}

export interface Recorded {
  readonly airflow: Airflow;
  readonly asked: readonly string[];
  readonly composition: Composition;
  /** All that runs: Airflow's processes, then what is beside them. */
  readonly workloads: readonly Workload[];
  /** What runs beside them under this name. */
  beside(name: Beside): Workload;
  /** The service of this name. */
  service(name: string): Service;
}

/** What Airflow hands to a target for this deployment. `root` is the project's folder. */
export function recorded(deployment: Deployment, root = "/project"): Recorded {
  const platform = new RecordingPlatform();
  const airflow = new Airflow(new RootConstruct(), "airflow", { deployment, platform, root });
  const [composition, ...more] = platform.runs;
  if (composition === undefined || more.length > 0) throw new Error(`run was called ${platform.runs.length} times`);
  const service = (name: string) => {
    const found = composition.services.find((placed) => placed.service.name === name);
    if (found === undefined) throw new Error(`no service ${name}`);
    return found.service;
  };
  const { besides } = composition;
  return {
    airflow,
    asked: platform.asked,
    composition,
    workloads: [...airflow.services, ...besides],
    beside: (name) => beside(besides, name),
    service,
  };
}
