import type { Answers } from "./answers";
import { example, section, text } from "./lines";

/** The part of a file that only AWS has. */
export function aws(answers: Answers): readonly string[] {
  const { account = "", region = "", stateBucket = "" } = answers;
  return [
    "# The account and the region that are deployed to. The bucket of Terraform's state exists already and keeps versions.",
    `account: ${JSON.stringify(account)}`,
    `region: ${text(region)}`,
    `state: { bucket: ${text(stateBucket)} }`,
    ...loadBalancer(answers),
    "# A network of its own: two or three zones of the region. docs/aws-ecs.md says how an existing one is named.",
    "# network: { cidr: 10.0.0.0/16, zones: [a, b], nat: perZone }",
    "# The server of the metadata database, with a standby in another zone.",
    "# rds: { class: db.t4g.medium, storage: 20, multiAz: true }",
    "# Who hears of alarms: unwritten, nobody does.",
    example("alarms", "{ email: ops@example.com }"),
    "# What tasks may do in AWS, beside writing their logs:",
    example("permissions", '[{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-data/*"] }]'),
  ];
}

function loadBalancer({ entrance, allow = [], flower }: Answers): readonly string[] {
  const ranges = `[${allow.map((range) => JSON.stringify(range)).join(", ")}]`;
  const certificate =
    entrance !== undefined && "certificate" in entrance
      ? [
          "# A certificate for the host of webserver.baseUrl, whose name you point at the load balancer.",
          `certificate: ${text(entrance.certificate)}`,
        ]
      : ["# The hosted zone in which the name and its certificate are made.", `zone: ${text(entrance?.zone ?? "")}`];
  return [
    "# How people come in, and from where. `public: false`: only from the network and what is joined to it.",
    ...section("loadBalancer", [
      ...certificate,
      `allow: ${ranges}`,
      ...(flower === false ? [] : [`flower: { allow: ${ranges} }`]),
    ]),
  ];
}
