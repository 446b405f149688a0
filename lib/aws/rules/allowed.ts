import { contains, isPrivate, range, show } from "../../airflow/derived/ranges";
import type { Finding, Path } from "../../deployment/words/finding";

/** Ranges that a person may come from: written once, and none that means everybody without saying so. */
export function allowed(
  path: Path,
  texts: readonly string[],
  people: "on the internet" | "inside",
): readonly Finding[] {
  return texts.flatMap((text, index): readonly Finding[] => {
    const at = [...path, index];
    const one = range(text);
    if (show(one) !== text) return [{ path: at, message: `${text} has bits below its mask; write ${show(one)}` }];
    const outer = texts.find(
      (other, place) =>
        place !== index && contains(range(other), one) && (range(other).prefix < one.prefix || place < index),
    );
    if (outer !== undefined) return [{ path: at, message: `${text} is part of ${outer} already; remove one of them` }];
    return people === "on the internet" && isPrivate(one)
      ? [{ path: at, kind: "notice", message: `${text} ${UNSEEN}` }]
      : [];
  });
}

const UNSEEN =
  "are private addresses, which nobody has on the internet: write the public ones of your network, or public: false";
