/** What Application Auto Scaling takes as a schedule. Source: its PutScheduledAction. */
export const SCHEDULE_FORM =
  "cron(MINUTE HOUR DAY MONTH WEEKDAY YEAR) with ? for the day or the weekday, at(2027-01-31T07:00:00) or rate(2 hours)";

/** Whether a schedule has the form, with numbers that a clock and a calendar have. */
export function isSchedule(text: string): boolean {
  const [, kind, inside = ""] = /^(cron|at|rate)\((.+)\)$/.exec(text) ?? [];
  if (kind === "cron") return isCron(inside);
  if (kind === "rate") return /^(1 (minute|hour|day)|(?!0|1 )[0-9]{1,6} (minutes|hours|days))$/.test(inside);
  return kind === "at" && isMoment(inside);
}

function isMoment(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return false;
  const moment = new Date(`${text}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

interface Field {
  readonly least: number;
  readonly most: number;
  /** Words for numbers, from the least on. */
  readonly words?: readonly string[];
  /** What else may stand there: the last day, the nearest weekday, the nth weekday. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, special: /^(\?|L|LW|([1-9]|[12][0-9]|3[01])W)$/ },
  { least: 1, most: 12, words: MONTHS },
  { least: 1, most: 7, words: DAYS, special: /^(\?|L|[1-7]L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/ },
  { least: 1970, most: 2199 },
];

function isCron(text: string): boolean {
  const parts = text.split(/ +/);
  const [, , day, , weekday] = parts;
  if (parts.length !== FIELDS.length || (day === "?") === (weekday === "?")) return false;
  return FIELDS.every((field, index) => (parts[index] ?? "").split(",").every((part) => isPart(part, field)));
}

function isPart(part: string, field: Field): boolean {
  if (field.special?.test(part)) return true;
  const [, from = "", to, step] = /^(\*|[A-Z]+|[0-9]+)(?:-([A-Z]+|[0-9]+))?(?:\/([1-9][0-9]*))?$/.exec(part) ?? [];
  if (from === "*") return to === undefined;
  return (
    isIn(from, field) && (to === undefined || isIn(to, field)) && (step === undefined || Number(step) <= field.most)
  );
}

function isIn(word: string, { least, most, words }: Field): boolean {
  if (words?.includes(word)) return true;
  return /^[0-9]+$/.test(word) && Number(word) >= least && Number(word) <= most;
}
