import type { ContainerConfig, Container as DockerContainer } from "@cdktf/provider-docker/lib/container";
import type { Construct } from "constructs";
import type { Service } from "../../airflow/workloads/service";
import { forPeople } from "../../airflow/workloads/workload";
import type { Image } from "../image/image";
import type { Place } from "../words/place";
import { container } from "../workloads/container";
import { healthcheck } from "../workloads/health";

const CONFIGURATION = "/usr/local/etc/haproxy/haproxy.cfg";

export interface ProxyProps {
  readonly image: Image;
  /** The webserver. */
  readonly service: Service;
  readonly behind: readonly DockerContainer[];
  readonly ports: ContainerConfig["ports"];
  /** People type https: a proxy with TLS stands before this one. */
  readonly encrypted: boolean;
  /** Paths at which nobody gets through. */
  readonly closed: readonly string[];
}

/** HAProxy before two or more webservers, at the port that people reach: the execution API is not there. */
export function proxy(
  scope: Construct,
  place: Place,
  { image, service, behind, ports, encrypted, closed }: ProxyProps,
): DockerContainer {
  const port = forPeople(service)?.port ?? 0;
  return container(scope, {
    stack: place.stack,
    name: "webserver-proxy",
    role: "proxy",
    image: image.id,
    network: place.network.name,
    aliases: [],
    // The image has neither curl nor nc.
    health: healthcheck({ command: `bash -c '< /dev/tcp/127.0.0.1/${port}'`, timeout: 5, failures: 3, start: 30 }),
    startSeconds: 60,
    stopSeconds: 5,
    more: {
      ports,
      upload: [
        { file: CONFIGURATION, content: configuration({ port, behind, encrypted, closed }), permissions: "0444" },
      ],
      dependsOn: [...behind],
    },
  });
}

/** It says itself who asks and how, and takes nobody's word for it: the webservers believe this proxy. */
const configuration = ({
  port,
  behind,
  encrypted,
  closed,
}: Pick<ProxyProps, "behind" | "encrypted" | "closed"> & { readonly port: number }): string =>
  [
    "defaults",
    "  mode http",
    "  timeout connect 5s",
    "  timeout client 10m",
    "  timeout server 10m",
    "  option forwardfor",
    "resolvers engine",
    "  nameserver engine 127.0.0.11:53",
    "frontend people",
    `  bind :${port}`,
    ...closed.map((path) => `  http-request deny if { path,url_dec -m reg -i ${below(path)} }`),
    "  http-request del-header X-Forwarded- -m beg",
    "  http-request del-header Forwarded",
    "  http-request del-header X-Real-IP",
    `  http-request set-header X-Forwarded-Proto ${encrypted ? "https" : "http"}`,
    "  default_backend webservers",
    "backend webservers",
    "  balance leastconn",
    "  option redispatch",
    ...behind.map(
      ({ name }, index) =>
        `  server webserver-${index + 1} ${name}:${port} check inter 5s resolvers engine init-addr none`,
    ),
    "",
  ].join("\n");

/** All that is at such a path or below it, with any number of slashes; a dot is itself. */
const below = (path: string): string => `^${path.replaceAll("/", "/+").replaceAll(".", "[.]")}(/|$)`;
