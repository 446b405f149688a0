import { everybody } from "../../airflow/derived/ranges";
import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";
import { allowed } from "./allowed";

/** How people come in: encrypted, and from addresses that somebody chose. */
export function loadBalancer({ deployment }: AwsReading): readonly Finding[] {
  const { allow, public: open } = deployment.loadBalancer;
  const path = ["loadBalancer", "allow"];
  return [
    ...encrypted(deployment.webserver.baseUrl, deployment.loadBalancer),
    ...allowed(path, allow, open ? "on the internet" : "inside"),
    ...(open ? everybody(path, allow) : []).map(
      ({ path, text }): Finding => ({
        path,
        kind: "notice",
        message: `${text} lets everybody on the internet reach the login page; better write the ranges of your people`,
      }),
    ),
  ];
}

type Settings = AwsReading["deployment"]["loadBalancer"];

function encrypted(baseUrl: string | undefined, { certificate, zone, public: open }: Settings): readonly Finding[] {
  const path = ["loadBalancer"];
  if (certificate !== undefined && zone !== undefined)
    return [
      { path: [...path, "zone"], message: "certificate: names one that exists, zone: makes one; write one of them" },
    ];
  if (certificate !== undefined || zone !== undefined) return [];
  const host = baseUrl === undefined ? "webserver.baseUrl" : new URL(baseUrl).hostname;
  const remedy = `write certificate: ARN of one for ${host}, or zone: ID of the hosted zone in which one is made`;
  if (open) return [{ path, message: `a public load balancer must have a certificate; ${remedy}` }];
  if (baseUrl?.startsWith("https:")) return [{ path, message: `webserver.baseUrl begins with https://; ${remedy}` }];
  return [
    { path, kind: "notice", message: `without a certificate passwords cross your network in the clear; ${remedy}` },
  ];
}
