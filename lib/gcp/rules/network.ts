import { isPrivate, overlap, type Range, range, show, sizeOf } from "../../airflow/derived/ranges";
import type { Finding, Path } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";

const RANGE = ["network", "range"];
const SERVICES = ["network", "serviceRange"];

/** Where the network cannot hold what the file puts into it. */
export const network = (reading: GcpReading): readonly Finding[] => [...machines(reading), ...services(reading)];

/** Bits that the addresses of a subnet share at most: Google takes /29, in which nothing is left to grow. */
export const SMALLEST = 28;
/** Kept by Google in every subnet. Source: Google Cloud, "Subnets", unusable addresses. */
const KEPT = 4;

function machines({ deployment }: GcpReading): readonly Finding[] {
  const text = deployment.network.range;
  const wrong = written(RANGE, text);
  if (wrong !== undefined) return [wrong];
  const one = range(text);
  if (one.prefix > SMALLEST)
    return [
      {
        path: RANGE,
        message: `${text} is too small: a range here has /${SMALLEST} or more addresses; write ${show(range(`${text.split("/")[0]}/24`))}`,
      },
    ];
  const most = Object.values(deployment.workers).reduce(
    (sum, { replicas, update }) => sum + replicas.max + update.surge,
    1,
  );
  if (most <= sizeOf(one) - KEPT) return [];
  const roomy = 32 - Math.ceil(Math.log2(most + KEPT));
  return [
    {
      path: RANGE,
      message: `${text} has ${sizeOf(one) - KEPT} addresses, and the file has up to ${most} machines; write a range of /${roomy} or larger, or fewer replicas`,
    },
  ];
}

/** The least that Google takes for its services. Source: Google Cloud, "Configure private services access". */
const LEAST_SERVICES = 24;
/** Cloud SQL keeps it for the bridge of its own containers. Source: Cloud SQL, "Learn about using private IP". */
const OF_CLOUD_SQL = range("172.17.0.0/16");

function services({ deployment }: GcpReading): readonly Finding[] {
  const { range: text, serviceRange, existing } = deployment.network;
  const users = [
    ...(deployment.cloudSql === false ? [] : ["cloudSql"]),
    ...(deployment.memorystore === false ? [] : ["memorystore"]),
  ];
  const say = (message: string): readonly Finding[] => [{ path: SERVICES, message }];
  const fromCloudSql = users.includes("cloudSql") ? reserved(text, serviceRange) : [];
  if (serviceRange === undefined)
    return [
      ...users.map((user) => ({
        path: [user],
        message:
          "is reached by an address in a range of Google's services, and the network has none; write network.serviceRange: 10.20.0.0/20" +
          (existing === undefined ? "" : ", or existing, if the network has such a connection"),
      })),
      ...fromCloudSql,
    ];
  const unused: readonly Finding[] =
    users.length > 0
      ? []
      : [
          {
            path: SERVICES,
            kind: "notice",
            message: "neither cloudSql nor memorystore uses it; remove it, or write one of them",
          },
        ];
  if (serviceRange === "existing")
    return [
      ...(existing === undefined
        ? say("the network is made here, so it has no connection yet; write a range such as 10.20.0.0/20")
        : unused),
      ...fromCloudSql,
    ];
  const wrong = written(SERVICES, serviceRange);
  if (wrong !== undefined) return [wrong];
  const one = range(serviceRange);
  if (one.prefix > LEAST_SERVICES)
    return say(
      `${serviceRange} is too small: Google wants /${LEAST_SERVICES} or larger for its services; write ${show(range(`${serviceRange.split("/")[0]}/20`))}`,
    );
  if (overlap(one, range(text))) return say(`${serviceRange} overlaps network.range, ${text}; write another range`);
  return [...unused, ...fromCloudSql];
}

/** What is wrong with a range by itself. */
function written(path: Path, text: string): Finding | undefined {
  const one = range(text);
  if (show(one) !== text) return { path, message: `${text} has bits below its mask; write ${show(one)}` };
  if (isPrivate(one)) return undefined;
  return {
    path,
    message: `${text} overlaps addresses of the internet, which tasks could then not reach; write a private range such as ${path === RANGE ? "10.10.0.0/24" : "10.20.0.0/20"}`,
  };
}

const clashes = (one: Range): boolean => overlap(one, OF_CLOUD_SQL);

const reserved = (machines: string, services: string | undefined): readonly Finding[] =>
  [
    { path: RANGE, text: machines },
    ...(services === undefined || services === "existing" ? [] : [{ path: SERVICES, text: services }]),
  ]
    .filter(({ text }) => clashes(range(text)))
    .map(({ path, text }) => ({
      path,
      message: `${text} overlaps 172.17.0.0/16, which Cloud SQL keeps for itself: nobody would reach it; write another range`,
    }));
