import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Replicas } from "../../../deployment/schema/processes";
import { type Alarm, alarm } from "./alarm";
import { brokerAlarms, type MeasuredBroker } from "./broker";
import { databaseAlarms, type MeasuredDatabase } from "./database";
import { loadBalancerAlarms, type MeasuredLoadBalancer } from "./load-balancer";
import { taskAlarms } from "./tasks";

/** What is measured. */
export interface Measured {
  readonly stack: string;
  readonly pools: Readonly<Record<string, Replicas>>;
  readonly loadBalancer: MeasuredLoadBalancer;
  /** Undefined: somebody else's, who measures it. */
  readonly database?: MeasuredDatabase | undefined;
  readonly broker?: MeasuredBroker | undefined;
}

export interface AlarmsProps extends Measured {
  /** ARN of the topic. */
  readonly topic: string;
  /** The services of ECS: before they run their silence means nothing. */
  readonly after: readonly ITerraformDependable[];
}

export const alarmsOf = ({ stack, pools, database, broker, loadBalancer }: Measured): readonly Alarm[] => [
  ...taskAlarms(stack, pools),
  ...databaseAlarms(database),
  ...brokerAlarms(broker),
  ...loadBalancerAlarms(loadBalancer),
];

/** Tells people of trouble, and of its end. */
export class Alarms extends Construct {
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.arns = alarmsOf(props).map((one) => alarm(this, one, props).arn);
  }
}
