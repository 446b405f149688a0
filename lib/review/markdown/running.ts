import type { RootContent } from "mdast";
import { durationWords } from "../../airflow/derived/units";
import { fromWords, rangeWords } from "../facts/words";
import type { Port, Process } from "../model";
import { by } from "../picture/by";
import { type Context, named, processNames } from "./context";
import { code, sentence, text } from "./text";
import { details, heading, type Phrases, paragraph, table } from "./tree";

/** Ports that are reached from outside come first; those that differ in nothing but their process share a row. */
export function ports(context: Context): RootContent[] {
  const all = context.review.ports;
  const key = ({ port, callers, published }: Port) => JSON.stringify([port, callers, published]);
  const groups = [...by(all, key).values()];
  const rows = [...groups.filter(([one]) => one?.published), ...groups.filter(([one]) => !one?.published)];
  return [
    heading(2, text("Ports")),
    table(
      ["Port", "Listens", "Reached from outside", "Who may call"],
      rows.flatMap((group) => portRow(context, group)),
    ),
  ];
}

function portRow(context: Context, group: readonly Port[]): (readonly Phrases[])[] {
  const [first] = group;
  if (first === undefined) return [];
  const { port, published, callers } = first;
  const reach =
    published === undefined
      ? [text("no")]
      : [
          code(published.address),
          text(": "),
          ...sentence(published.reach),
          ...(published.from === undefined ? [] : [text(", from "), code(fromWords(published.from))]),
        ];
  return [
    [
      [code(String(port))],
      processNames(
        context,
        group.map(({ process }) => process),
        (name) => named(context, name, group.find(({ process }) => process === name)?.at),
      ),
      reach,
      sentence(callers.join(", ")),
    ],
  ];
}

/** Everything that runs; folded, because it is long and changes seldom. */
export function processes(context: Context): RootContent[] {
  const all = context.review.processes;
  const place = commonPlace(all);
  const rows = all.map((process) => [
    named(context, process.name, process.at),
    [text(rangeWords(process.replicas))],
    process.command.length === 0 ? [text("the image's own")] : [code(process.command.join(" "))],
    sentence(process.size),
    process.health === "" ? [text("runs once")] : sentence(process.health),
    [text(durationWords(process.stopSeconds))],
    sentence(process.stops),
    ...(place === undefined ? [sentence(pathOf(process))] : []),
  ]);
  const head = ["Process", "Number", "Command", "Size", "Health", "Killed after", "When it stops"];
  return [
    heading(2, text("Processes")),
    ...(place === undefined ? [] : [paragraph(text("All of it lives in "), ...sentence(place), text("."))]),
    ...details(
      `${all.length} processes: command, size, health, and what happens when they stop`,
      table([...head, ...(place === undefined ? ["Lives in"] : [])], rows),
    ),
  ];
}

const pathOf = ({ places }: Process): string => places.join(" › ");

function commonPlace(all: readonly Process[]): string | undefined {
  const [first, ...others] = new Set(all.map(pathOf));
  return first === "" || others.length > 0 ? undefined : first;
}
