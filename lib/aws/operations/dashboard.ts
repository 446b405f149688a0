import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { jsonencoded } from "../../encode/functions";
import type { Measured } from "./alarms/alarms";
import { bodyOf } from "./widget";
import { widgetsOf } from "./widgets";

export interface DashboardProps extends Measured {
  readonly region: string;
  /** ARNs. */
  readonly alarms: readonly string[];
}

/** One page of CloudWatch with all that matters of a stack. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const dashboard = new CloudwatchDashboard(this, "dashboard", {
      dashboardName: props.stack,
      dashboardBody: jsonencoded(bodyOf(widgetsOf(props, props.alarms), props.region)),
    });
    dashboard.overrideLogicalId("dashboard");
  }
}
