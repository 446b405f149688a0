import { Construct } from "constructs";
import type { Service } from "./service";

/** One role of Airflow: its service as data, and the scope under which a target puts the role's resources. */
export class RoleConstruct extends Construct {
  constructor(
    scope: Construct,
    readonly service: Service,
  ) {
    super(scope, service.name);
  }
}
