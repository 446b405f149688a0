import type { ComponentChild } from "preact";
import { durationWords } from "../../airflow/derived/units";
import { rowId } from "../anchor";
import { rangeWords } from "../facts/words";
import type { Process } from "../model";
import type { Context } from "./context";
import { el, name, section } from "./element";
import { type Column, table } from "./table";

const COLUMNS: readonly Column[] = [
  ["Process", 21],
  ["Command and size", 29],
  ["Health", 25],
  ["When it stops", 25],
];

export function processes({ review, cite }: Context): ComponentChild {
  const common = commonPlace(review.processes);
  const rows = review.processes.map((process) => ({
    id: rowId("process", process.name),
    cells: [
      [name(process.name), " ", cite(process.at), el("span", { class: "under" }, what(process))],
      [command(process), el("span", { class: "under" }, process.size, common === undefined ? place(process) : "")],
      process.health === "" ? el("span", { class: "quiet" }, "runs once") : process.health,
      [
        process.stops,
        el("span", { class: "under" }, `killed ${durationWords(process.stopSeconds)} after a stop began`),
      ],
    ],
  }));
  return section(
    "processes",
    "Processes",
    table(
      `Everything that runs, and what people notice when it does not.${common === undefined ? "" : ` All of it lives in ${common}.`}`,
      COLUMNS,
      rows,
    ),
  );
}

function what({ name: own, role, replicas }: Process): string {
  const many = replicas.min === 1 && replicas.max === 1 ? [] : [`${rangeWords(replicas)} of it`];
  const said = role === own || role === own.replaceAll("-", " ") ? [] : [role];
  return [...said, ...many].join(", ");
}

const command = ({ command: words }: Process): ComponentChild =>
  words.length === 0
    ? el("span", { class: "quiet" }, "the image's own command")
    : el(
        "code",
        { dir: "ltr" },
        words.flatMap((word) => [el("span", { class: "word" }, word), " "]),
      );

const path = ({ places }: Process): string => places.join(" › ");
const place = (process: Process): string => (process.places.length === 0 ? "" : `; in ${path(process)}`);

/** Where all of them live, if that is one place: then it is said once. */
function commonPlace(all: readonly Process[]): string | undefined {
  const [first, ...others] = new Set(all.map(path));
  return first === "" || others.length > 0 ? undefined : first;
}
