import { lookUp } from "../deployment/look-up";
import { airflowLines } from "./airflow-lines";
import type { Answers, Connections } from "./answers";
import { text } from "./lines";
import { PLACES } from "./places";
import { brokerLines, databaseLines } from "./server-lines";
import { flowerLines, webserverLines, workerLines } from "./worker-lines";

/**
 * The text of a deployment file: what was asked for, and the useful keys beside it as comments. A comment of the form
 * `# key: value` is a key that is not written: without the `# ` the file says the same, or, `# for example`, more.
 */
export function write(answers: Answers, connections?: Connections): string {
  const place = lookUp(PLACES, answers.target);
  const parts = [
    header(answers, place?.deploy(answers.stack)),
    [`# Where it runs: ${place?.title ?? answers.target}.`, `target: ${text(answers.target)}`.replaceAll('"', "")],
    airflowLines(answers),
    workerLines(answers),
    webserverLines(answers),
    flowerLines(answers),
    databaseLines(answers, connections),
    brokerLines(answers),
    place?.lines(answers) ?? [],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function header({ stack }: Answers, deploy: string | undefined): readonly string[] {
  return [
    "# yaml-language-server: $schema=../schema/deployment.json",
    `# Airflow as stack "${stack}": \`npx cdktf synth\` checks it${deploy === undefined ? "" : `, \`${deploy}\` starts it`}.`,
    "# A comment such as `# timezone: utc` is a key with the value that it has unwritten: take the `# ` away to change it.",
    "# `for example`: unwritten, there is no such thing. Every key: docs/reference.md.",
  ];
}
