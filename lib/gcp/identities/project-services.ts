import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { GcpFile } from "../settings/settings";

/** For every file. Cloud Resource Manager answers for roles in the project, OS Login for shells. */
const ALWAYS = [
  "artifactregistry",
  "cloudresourcemanager",
  "compute",
  "dns",
  "iam",
  "iap",
  "logging",
  "monitoring",
  "oslogin",
  "secretmanager",
  "storage",
] as const;

/** Services of Google that must be on in the project. They stay on after a destroy: others may use them by then. */
export class ProjectServices extends Construct {
  /** What everything else comes after. */
  readonly ready: ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { cloudSql, memorystore, network }: Pick<GcpFile, "cloudSql" | "memorystore" | "network">,
  ) {
    super(scope, id);
    this.ready = [
      ...ALWAYS,
      ...(cloudSql === false ? [] : ["sqladmin"]),
      ...(memorystore === false ? [] : ["redis"]),
      ...(network.serviceRange === undefined ? [] : ["servicenetworking"]),
    ].map((name) => this.service(name));
  }

  private service(name: string): ProjectService {
    const service = new ProjectService(this, name, { service: `${name}.googleapis.com`, disableOnDestroy: false });
    service.overrideLogicalId(name);
    return service;
  }
}
