import { interpolate } from "../../../lib/compose/read/interpolate";

const values: Readonly<Record<string, string>> = { SET: "x", EMPTY: "" };
const read = (text: string) => interpolate(text, (name) => values[name]);
const OPEN = "$" + "{";

test.each([
  ["plain", "plain"],
  ["$SET-$SET", "x-x"],
  [`a${OPEN}SET}b`, "axb"],
  [`${OPEN}NONE:-d}`, "d"],
  [`${OPEN}EMPTY:-d}`, "d"],
  [`${OPEN}EMPTY-d}`, ""],
  [`${OPEN}NONE-d}`, "d"],
  [`${OPEN}SET:-d}`, "x"],
  [`${OPEN}SET:+y}${OPEN}EMPTY:+y}${OPEN}EMPTY+z}${OPEN}NONE+y}`, "yz"],
  [`${OPEN}NONE:-${OPEN}EMPTY:-deep}}`, "deep"],
  [`${OPEN}NONE:-a:b/c}`, "a:b/c"],
  [`$$SET and $${OPEN}SET}`, `$SET and ${OPEN}SET}`],
  ["cost: $5, $ and $", "cost: $5, $ and $"],
  [`${OPEN}SET?must be there}`, "x"],
])("%s", (text, expected) => {
  expect(read(text)).toEqual({ text: expected, unset: [] });
});

test("what has no value is named once", () => {
  expect(read(`$NONE ${OPEN}NONE} ${OPEN}OTHER:?must be there}`)).toEqual({ text: "  ", unset: ["NONE", "OTHER"] });
});

test.each([`${OPEN}SET`, `${OPEN}}`, `${OPEN}SET/a/b}`, `${OPEN}1}`])("compose refuses %s", (text) => {
  expect(read(text).wrong).toMatch(/is no variable that compose knows; write \$\$ for a dollar sign$/);
});
