import type { Helper, Published } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import type { Port, Process } from "../model";
import { at, type Subject } from "./subject";
import { healthWords, sizeWords } from "./words";

/** Everything that runs: what Airflow needs first, then Airflow. */
export function processesOf(subject: Subject): Process[] {
  return [
    ...subject.built.helpers.map((helper) => ofHelper(subject, helper)),
    ...subject.airflow.services.map((service) => ofService(subject, service)),
  ];
}

const ofHelper = (subject: Subject, helper: Helper): Process => ({
  name: helper.name,
  role: helper.role,
  replicas: { min: 1, max: 1 },
  command: helper.command,
  size: typeof helper.size === "string" ? helper.size : sizeWords(helper.size),
  health: helper.health === "" ? "" : `Asked whether ${helper.health}`,
  stopSeconds: helper.stopSeconds,
  stops: helper.stops,
  places: placesOf(subject, helper.place),
  at: at(subject, helper.path),
});

function ofService(subject: Subject, service: Service): Process {
  const placed = subject.built.placed.find((one) => one.service === service.name);
  return {
    name: service.name,
    role: service.role,
    replicas: service.replicas,
    command: service.command,
    size: sizeWords(placed?.size ?? service.size),
    health: healthWords(service.health, placed?.asked),
    stopSeconds: placed?.stopSeconds ?? service.drain.seconds,
    stops: service.stops,
    places: placed === undefined ? [] : placesOf(subject, placed.place),
    at: at(subject, service.path),
  };
}

/** Labels, outermost first. */
function placesOf(subject: Subject, id: string): string[] {
  const place = subject.built.places.find((one) => one.id === id);
  if (place === undefined) return [];
  return [...(place.inside === undefined ? [] : placesOf(subject, place.inside)), place.label];
}

/** Every port that something listens on, published ones first. */
export function portsOf(subject: Subject): Port[] {
  const { airflow, built } = subject;
  const ports = [
    ...built.helpers.flatMap((helper) =>
      helper.listens.map(({ port, callers }) =>
        ofPort(subject, helper.name, port, callers, helper.published, at(subject, helper.path)),
      ),
    ),
    ...airflow.services.flatMap((service) => {
      const placed = built.placed.find((one) => one.service === service.name);
      return service.listens.map(({ port, callers }) =>
        ofPort(
          subject,
          service.name,
          port,
          placed?.closed === true ? throughHelpers(subject, service, port) : callers,
          placed?.published ?? [],
          at(subject, [...service.path, "port"]),
        ),
      );
    }),
  ];
  return [...ports.filter((port) => port.published), ...ports.filter((port) => !port.published)];
}

function ofPort(
  subject: Subject,
  process: string,
  port: number,
  callers: readonly string[],
  published: Helper["published"],
  place: Port["at"],
): Port {
  const roles = new Set<string>([...subject.airflow.services, ...subject.built.helpers].map(({ role }) => role));
  const outer = published.find(({ internal }) => internal === port);
  return {
    process,
    port,
    callers: callers.filter((caller) => caller === "people" || roles.has(caller)),
    ...(outer === undefined ? {} : { published: publishedAs(outer) }),
    ...(place === undefined ? {} : { at: place }),
  };
}

const publishedAs = ({ address, reach, from }: Published): NonNullable<Port["published"]> =>
  from === undefined ? { address, reach } : { address, reach, from };

/** Callers of a port that people have no way to: in their place those helpers that call it for them. */
function throughHelpers({ built }: Subject, { role, listens }: Service, port: number): string[] {
  const callers = listens.find((one) => one.port === port)?.callers ?? [];
  const helpers = built.helpers.filter(({ calls }) => calls.some((call) => call.role === role && call.port === port));
  return callers.flatMap((caller): string[] => (caller === "people" ? helpers.map((helper) => helper.role) : [caller]));
}
