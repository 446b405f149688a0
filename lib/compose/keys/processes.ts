import { leastMemory } from "../../airflow/derived/sizes";
import { releaseOf } from "../../airflow/releases/version";
import { USUAL_PORTS } from "../../deployment/usual";
import { changed, type Item, left, problem, same, write } from "../read/item";
import type { Player } from "../services/cast";
import { type Context, named, settings } from "../services/context";
import type { Port } from "../services/service";
import { flag } from "../write/words";
import { size } from "./size-limits";

/** The section of the deployment file, and the role. */
const SECTIONS = [
  ["webserver", "webserver"],
  ["scheduler", "scheduler"],
  ["dagProcessor", "dag-processor"],
  ["triggerer", "triggerer"],
] as const;

/** Webserver, scheduler, DAG processor and triggerer: number, size, port. */
export const processes = (context: Context): readonly Item[] => [
  ...SECTIONS.flatMap(([section, role]) => process(section, role, context)),
  ...absent(context),
  ...webserverPort(context),
];

function process(
  section: (typeof SECTIONS)[number][0],
  role: (typeof SECTIONS)[number][1],
  context: Context,
): readonly Item[] {
  const { roles } = context.cast;
  const players = roles[role];
  const [first] = players;
  const release = releaseOf(context.airflowVersion);
  if (first === undefined || release === undefined) return [];
  const count = players.reduce((sum, { service }) => sum + (service.replicas?.value ?? 1), 0);
  const shared =
    SECTIONS.filter(([, other]) => roles[other].some(({ service }) => service === first.service)).length > 1;
  const one = section === "dagProcessor";
  return [
    ...players.flatMap(({ service }) => (service.replicas === undefined ? [] : [same(service.replicas.at)])),
    ...(count === 1 || one
      ? []
      : [write([section, "replicas"], count, first.service.replicas?.at ?? first.service.at)]),
    ...(one && count > 1 ? [left(first.service.at, "there is one DAG processor; the others are left out")] : []),
    ...(shared
      ? [first.service.cpus, first.service.memory].flatMap((limit) =>
          limit === undefined
            ? []
            : [left(limit.at, `its limits held for several processes at once; write cpu and memory under ${section}`)],
        )
      : size([section], first.service, leastMemory(release, role))),
  ];
}

/** Roles that no service played. */
function absent({ cast, project, version }: Context): readonly Item[] {
  const { roles } = cast;
  const missing = (role: (typeof SECTIONS)[number][1]) => roles[role].length === 0;
  return [
    ...(missing("scheduler")
      ? [
          problem(
            project.file,
            "no service runs `scheduler`; name the compose file that has it (a file with workers only becomes a pool in the file of the others)",
          ),
        ]
      : []),
    ...(missing("webserver")
      ? [
          changed(
            project.file,
            `no service ran a webserver; every deployment has one, here on 127.0.0.1:${USUAL_PORTS.webserver}`,
          ),
        ]
      : []),
    ...(missing("triggerer")
      ? [
          changed(
            project.file,
            "no service ran a triggerer; one is started, for deferrable tasks: write triggerer.replicas: 0 to have none",
          ),
        ]
      : []),
    ...(missing("dag-processor") && version.major === 2
      ? [changed(project.file, "DAGs are parsed by a process of its own, no longer inside the scheduler")]
      : []),
    ...(missing("dag-processor") && version.major > 2
      ? [changed(project.file, "no service ran a DAG processor; one is started")]
      : []),
  ];
}

function webserverPort(context: Context): readonly Item[] {
  const players = context.cast.roles.webserver;
  const [first, ...rest] = players;
  if (first === undefined) return [];
  const inside = insidePort(first, context);
  const { ports } = first.service;
  const chosen = ports.find(({ container }) => container === inside) ?? (ports.length === 1 ? ports[0] : undefined);
  return [
    ...(chosen === undefined
      ? [
          changed(
            first.service.at,
            `its port was not published; the webserver listens on 127.0.0.1:${USUAL_PORTS.webserver} of this host: write webserver.port for another`,
          ),
        ]
      : published(["webserver", "port"], chosen, USUAL_PORTS.webserver)),
    ...ports
      .filter((port) => port !== chosen)
      .map((port) =>
        left(port.at, `port ${port.container} of the webserver's container; only its own port is published`),
      ),
    ...rest.flatMap(({ service }) =>
      service.ports.map((port) =>
        left(
          port.at,
          `port ${port.host ?? "chosen by Docker"} of the second webserver; ${named([first.service, service])} are replicas behind one port`,
        ),
      ),
    ),
  ];
}

function insidePort({ service, args }: Player, context: Context): number {
  const all = settings(service, context);
  const text =
    flag(args, "-p", "--port") ??
    all.get("AIRFLOW__API__PORT")?.text ??
    all.get("AIRFLOW__WEBSERVER__WEB_SERVER_PORT")?.text;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : USUAL_PORTS.webserver;
}

/** A published port; without an address it was reachable from everywhere. */
export function published(path: readonly string[], { at, host, address, flags }: Port, usual: number): readonly Item[] {
  const port = host ?? usual;
  return [
    ...flags.map((flag) => left(at, `${flag} of the port; ports are TCP, one at an address of the host`)),
    port === usual ? same(at) : write(path, port, at),
    ...(host === undefined
      ? [changed(at, `Docker chose a port; now it is ${usual}: write ${path.join(".")} for another`)]
      : []),
    ...(address === undefined
      ? [
          changed(
            at,
            `port ${port} was on all addresses of the host, now it is on 127.0.0.1; write docker.bindAddress: 0.0.0.0 to have it as before`,
          ),
        ]
      : []),
  ];
}

/** The one address of all ports: the webserver's, where it is written. */
export function bindAddress({ cast }: Context): readonly Item[] {
  const written = [...cast.roles.webserver, ...cast.roles.flower]
    .flatMap(({ service }) => service.ports)
    .filter(({ address }) => address !== undefined);
  const [first, ...rest] = written;
  if (first?.address === undefined) return [];
  const different = rest.filter(({ address }) => address !== first.address);
  const known = /^\d+\.\d+\.\d+\.\d+$/.test(first.address);
  return [
    ...written.filter(({ address }) => address === first.address).map(({ at }) => same(at)),
    ...(known && first.address !== "127.0.0.1" ? [write(["docker", "bindAddress"], first.address, first.at)] : []),
    ...(known ? [] : [left(first.at, `address ${first.address}; write docker.bindAddress with an IPv4 address`)]),
    ...different.map(({ at, address }) =>
      left(at, `address ${address}: all ports are on one address, ${first.address}`),
    ),
  ];
}
