import type { RootContent } from "mdast";
import type { Risk } from "../model";
import { releaseWords } from "../release";
import { type Context, cited, named, valued } from "./context";
import { code, quiet, sentence, strong, text } from "./text";
import { alert, heading, list, type Phrases, paragraph, table } from "./tree";

/** What it is, and how to read the page. */
export function title({ review, link }: Context): RootContent[] {
  const { stack, target, file } = review;
  return [
    heading(1, text("Review of "), code(stack)),
    paragraph(
      text("Airflow on "),
      code(target),
      text(", from "),
      ...named({ link }, file, { file, line: 1, path: "" }),
      text(". A link leads to the line that says so; "),
      quiet("default"),
      text(" is what the file leaves out."),
    ),
  ];
}

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? "" : "s"}`;

/** Dangers, then notices. */
export function risks(context: Context): RootContent[] {
  const of = (level: Risk["level"]) => context.review.risks.filter((risk) => risk.level === level);
  const [dangers, notices] = [of("danger"), of("notice")];
  return [
    ...(dangers.length === 0
      ? []
      : [
          alert(
            "CAUTION",
            [strong(count(dangers.length, "danger")), text(": somebody could get in, or data be lost.")],
            list(dangers.map((one) => risk(context, one))),
          ),
        ]),
    ...(notices.length === 0
      ? []
      : [
          alert(
            "NOTE",
            [strong(count(notices.length, "notice")), text(": it works, but not as one may expect.")],
            list(notices.map((one) => risk(context, one))),
          ),
        ]),
    ...(context.review.risks.length === 0 ? [paragraph(text("The file chose no known risk."))] : []),
  ];
}

const risk = (context: Context, { what, remedy, at }: Risk): Phrases => [
  ...cited(context, at, ...sentence(what)),
  ...(remedy === "" ? [text(".")] : [text(". "), ...sentence(remedy), text(".")]),
];

export function summary(context: Context): RootContent[] {
  const rows = context.review.summary.map(({ name, value, at }) => [
    cited(context, at, ...sentence(name)),
    valued(value),
  ]);
  return [heading(2, text("Summary")), table(["", ""], rows)];
}

export const release = ({ review }: Context): RootContent[] => [
  heading(2, text("Release")),
  paragraph(...sentence(releaseWords(review.release))),
  list(review.release.words.map((one) => sentence(one))),
];
