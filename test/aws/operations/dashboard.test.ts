// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { Measured } from "../../../lib/aws/operations/alarms/alarms";
import { Dashboard } from "../../../lib/aws/operations/dashboard";
import { bodyOf } from "../../../lib/aws/operations/widget";
import { widgetsOf } from "../../../lib/aws/operations/widgets";
import { awsStack, resourceOf, STACK } from "../../support/aws";

const measured: Measured = {
  stack: STACK,
  pools: { main: { min: 1, max: 4 }, rare: { min: 0, max: 2 } },
  loadBalancer: { loadBalancer: "app/acme-web/1", webserverTargets: "targetgroup/acme-webserver/2" },
  database: { identifier: "acme-metadata-database", maxConnections: 200, storageGib: 20 },
  broker: { nodes: ["acme-broker-001"] },
};
const widgets = widgetsOf(measured, ["arn:alarm"]);
const titled = (title: string) => widgets.find((widget) => widget.title === title);

test("trouble first, then work, then what it stands on", () => {
  expect(widgets.map(({ title }) => title)).toEqual([
    "Alarms",
    "Tasks",
    "Longest wait, seconds",
    "Workers",
    "Scheduler's last heartbeat, seconds ago",
    "Queues that nobody consumes",
    "Database: connections",
    "Database: free disk, bytes",
    "Database: CPU, percent",
    "Broker: memory, percent",
    "Broker: connections",
    "Pages: requests",
    "Pages: errors",
    "Pages: seconds to answer",
  ]);
});

test("a database or a broker of somebody else's is not shown", () => {
  const titles = widgetsOf({ ...measured, database: undefined, broker: undefined }, []).map(({ title }) => title);
  expect(titles.filter((title) => /^(Database|Broker)/.test(title))).toEqual([]);
});

test("every pool has its lines", () => {
  expect(titled("Tasks")?.rows).toEqual([
    ["Airflow/acme", "Queued", "Pool", "main", { label: "main queued" }],
    ["Airflow/acme", "Queued", "Pool", "rare", { label: "rare queued" }],
    ["Airflow/acme", "Running", "Pool", "main", { label: "main running" }],
    ["Airflow/acme", "Running", "Pool", "rare", { label: "rare running" }],
  ]);
});

test("widgets lie three in a row, and none over another", () => {
  const { widgets: placed } = bodyOf(widgets, "eu-central-1") as {
    widgets: readonly { x: number; y: number; width: number; height: number }[];
  };
  expect(placed.slice(0, 4)).toMatchObject([
    { x: 0, y: 0 },
    { x: 8, y: 0 },
    { x: 16, y: 0 },
    { x: 0, y: 6 },
  ]);
  const cells = placed.map(({ x, y }) => `${x} ${y}`);
  expect(new Set(cells).size).toBe(widgets.length);
  expect(Math.max(...placed.map(({ x, width }) => x + width))).toBe(24);
});

const { dashboard_body: body } = resourceOf(
  awsStack((stack) => {
    const { arn, name } = new SnsTopic(stack, "made");
    const loadBalancer = { loadBalancer: name, webserverTargets: "targetgroup/acme-webserver/2" };
    new Dashboard(stack, "dashboard", { ...measured, loadBalancer, region: "eu-central-1", alarms: [arn] });
  }),
  "aws_cloudwatch_dashboard",
  "dashboard",
);

test("references in its body are Terraform's, not text", () => {
  expect(body).toMatch(/^\$\{jsonencode\(/);
  expect(body).toContain('"alarms" = [aws_sns_topic.made.arn]');
  expect(body).toContain('["AWS/ApplicationELB", "RequestCount", "LoadBalancer", aws_sns_topic.made.name]');
  expect(body).not.toMatch(/TfToken|\$\$\{/);
});

test("what a picture does not have is not written", () => {
  expect(body).not.toMatch(/null|undefined/);
  expect(body).toContain('"annotations" = {"horizontal" = [{"label" = "limit", "value" = 200}]}');
});
