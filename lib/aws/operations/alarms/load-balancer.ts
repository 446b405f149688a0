import type { Alarm } from "./alarm";

/** Failed requests in five minutes: some fail whenever a webserver is replaced. */
const ERRORS = 10;

/** The load balancer, in CloudWatch's names. */
export interface MeasuredLoadBalancer {
  readonly loadBalancer: string;
  readonly webserverTargets: string;
}

/** Whether people, and tasks that report their end, get answers. */
export function loadBalancerAlarms({ loadBalancer, webserverTargets }: MeasuredLoadBalancer): readonly Alarm[] {
  const elb = (name: string, dimensions: Readonly<Record<string, string>> = {}): Alarm["metrics"] => [
    { namespace: "AWS/ApplicationELB", name, dimensions: { LoadBalancer: loadBalancer, ...dimensions } },
  ];
  const errors = {
    statistic: "Sum",
    when: "above",
    threshold: ERRORS,
    minutes: 5,
    times: 1,
    silence: "is fine",
  } as const;
  return [
    {
      ...errors,
      id: "load-balancer-errors",
      says:
        "The load balancer itself answered with errors: no webserver took the request, or none in time. First: look at the events of " +
        "the ECS service webserver and at its CPU and memory.",
      metrics: elb("HTTPCode_ELB_5XX_Count"),
    },
    {
      ...errors,
      id: "webserver-errors",
      says: "The webserver answered with errors. First: read its log group for the trace; an unreachable metadata database is the usual cause.",
      metrics: elb("HTTPCode_Target_5XX_Count", { TargetGroup: webserverTargets }),
    },
    {
      id: "webserver-healthy",
      says:
        "No webserver is healthy: nobody reaches the UI, and with Airflow 3 running tasks cannot report. First: look at the events of " +
        "the ECS service webserver, then at its log group.",
      metrics: elb("HealthyHostCount", { TargetGroup: webserverTargets }),
      // Each zone's node counts for itself; one that sees a healthy webserver is enough.
      statistic: "Maximum",
      when: "below",
      threshold: 1,
      minutes: 1,
      times: 3,
      silence: "is trouble",
    },
  ];
}
