import { envFile } from "../../../lib/compose/read/env-file";

const read = (text: string, around: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(envFile(text, (name) => around[name]));
const OPEN = "$" + "{";

test.each([
  ["A=b", { A: "b" }],
  ["export A=b\n\n# comment\nB = c ", { A: "b", B: "c" }],
  ["A=b # comment\nB=c#d", { A: "b", B: "c#d" }],
  ["A='b $C # d'\nB=\"x # y\" # z", { A: "b $C # d", B: "x # y" }],
  ['A="two\\nlines"\nB="say \\"hi\\""', { A: "two\nlines", B: 'say "hi"' }],
  ['A="really\ntwo"\nB=c', { A: "really\ntwo", B: "c" }],
  ["A=\nB=c\r\nC=d", { A: "", B: "c", C: "d" }],
  ["A: b", { A: "b" }],
  ["\uFEFFA=b", { A: "b" }],
  [`A=b\nB=${OPEN}A}/$A\nC="${OPEN}NONE:-d}"`, { A: "b", B: "b/b", C: "d" }],
  ["not a line\nA=b", { A: "b" }],
  // Seen with `docker compose config`.
  ["A=#x\nB=a\t#c", { A: "#x", B: "a\t#c" }],
  ["A='a\\\\'\nB='c\\'d'", { A: "a\\\\", B: "c'd" }],
  ['A="a\\qc\\$d\\x41\\0101"', { A: "a\\qc$d\\x41A" }],
  [`A=x\nB="\\\\${OPEN}A}"\nC=\\$A`.replace("\\\\", "\\"), { A: "x", B: `${OPEN}A}`, C: "\\x" }],
])("%j", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("a name alone is taken from around, and left out where there is none", () => {
  expect(read("A\nB\nC=$A", { A: "x" })).toEqual({ A: "x", C: "x" });
});
