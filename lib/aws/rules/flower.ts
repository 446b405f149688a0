import { everybody } from "../../airflow/derived/ranges";
import { USUAL_PORTS } from "../../deployment/usual";
import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";
import { allowed } from "./allowed";

const OTHER = `write another one, such as ${USUAL_PORTS.flower}`;

/** Flower shows arguments of tasks and stops workers: only people with an address of their own reach it. */
export function flower({ deployment }: AwsReading): readonly Finding[] {
  const published = deployment.loadBalancer.flower;
  const { flower: part, webserver } = deployment;
  if (part === false)
    return published === undefined
      ? []
      : [
          {
            path: ["loadBalancer", "flower"],
            message: "the file runs no Flower; write flower: {} at the top, or remove this",
          },
        ];
  if (published === undefined)
    return [
      {
        path: ["flower"],
        kind: "notice",
        message: "nobody outside reaches Flower: write loadBalancer.flower: { allow: [...] } to publish it",
      },
    ];
  const path = ["loadBalancer", "flower", "allow"];
  return [
    ...allowed(path, published.allow, deployment.loadBalancer.public ? "on the internet" : "inside"),
    ...everybody(path, published.allow).map(({ path, text }) => ({
      path,
      message: `${text} would let everybody try Flower's password, and Flower stops workers; write the ranges of your people`,
    })),
    ...port(part.port, webserver.baseUrl),
  ];
}

function port(wanted: number, baseUrl: string | undefined): readonly Finding[] {
  if (baseUrl === undefined) return [];
  const { port, protocol } = new URL(baseUrl);
  const secure = protocol === "https:";
  const ui = port === "" ? (secure ? 443 : 80) : Number(port);
  const path = ["flower", "port"];
  if (wanted === ui) return [{ path, message: `port ${wanted} is the one of webserver.baseUrl already; ${OTHER}` }];
  if (wanted === 80 && secure) return [{ path, message: `port 80 sends people on to https://; ${OTHER}` }];
  return [];
}
