import fc from "fast-check";
import { raw } from "./tree";

/** Stands in every text that a mutation writes, and in nothing else: where it arrives, that text arrived. */
export const MARK = "mark7q";
/** Stands in what a person would have meant as a secret: no message may show it. */
export const SECRET = "pass7w";

/** What some destination reads as more than text: Terraform, YAML, shells, systemd, cfg, HTML, Markdown, terminals. */
const PIECES = [
  `\${file("/${MARK}")}`,
  `\${${MARK}.x}`,
  `$\${${MARK}}`,
  `%{if ${MARK}}x%{endif}`,
  `%%{${MARK}}`,
  `\${TfToken[TOKEN.0]}${MARK}`,
  `\${TfToken[${MARK}.0]}`,
  `\${${MARK}`,
  `%{${MARK}`,
  `${MARK}}`,
  `${MARK}"`,
  `${MARK}'`,
  `${MARK}\\`,
  `${MARK}\\"`,
  `"}\${${MARK}}`,
  `${MARK}\n`,
  `${MARK}\nExecStartPost=/bin/${MARK}`,
  `${MARK}\r`,
  `${MARK}\rExecStartPost=/bin/${MARK}`,
  `${MARK}\t${MARK}`,
  `${MARK}\u0000`,
  `\u001b[31m${MARK}`,
  `${MARK}\u0085`,
  `${MARK}\u2028${MARK}`,
  `${MARK}\u202e`,
  `${MARK}\ud800`,
  `${MARK}\u{1f600}`,
  `\`${MARK}\``,
  `$(${MARK})`,
  `; ${MARK}`,
  `$${MARK}`,
  `${MARK}$`,
  `%${MARK}`,
  `%i${MARK}%`,
  `%(${MARK})s`,
  `<img src=${MARK} onerror=${MARK}>`,
  `</pre><script>${MARK}</script>`,
  `[${MARK}](javascript:${MARK})`,
  `|${MARK}|`,
  `{{ ${MARK} }}`,
  `${MARK},${MARK}`,
  `${MARK}:${MARK}`,
  `${MARK}=${MARK}`,
  `${MARK}@${MARK}`,
  `/${MARK}`,
  `~/${MARK}`,
  `./${MARK}`,
  `../../${MARK}`,
  `${MARK}/../${MARK}`,
  `-${MARK}`,
  `--${MARK}`,
  ` ${MARK}`,
  `${MARK} `,
  `#${MARK}`,
  `${MARK} #${MARK}`,
  `*${MARK}`,
  `&${MARK}`,
  `!${MARK}`,
  MARK.toUpperCase() + MARK,
];

/** Names that JavaScript, Python, YAML and Terraform know. */
export const PROTOTYPE = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "isPrototypeOf",
  "toJSON",
  "then",
  "length",
  "name",
  "<<",
  "null",
  "true",
  "3.10",
  "0",
  "",
  "//",
  "for_each",
  "count",
  "lifecycle",
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 3 }).map((all) => all.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }).map((text) => MARK + text) },
  { weight: 1, arbitrary: fc.constantFrom(...PROTOTYPE) },
);

/** Scalars as YAML writes them, which the library could take for another thing than they look. */
const RAW = [
  ..."0x1F 0o17 017 1_000 1e3 1e999 -0 -1 .5 5. 1.0 .nan .inf -.inf 12345678901234567890 2026-11-30 1:30".split(" "),
  ..."~ null Null True yes no on off y N !!str !!int !tag !!binary".split(" "),
  ..."| > [ ] { } [] {} [[]] [null] {a: } - ? : # \" ' @ `".split(" "),
];

const LONG = ["a", "0", "f", "A=", "/", ":", "@", "${", "%{", "\\", '"', " ", "a:b@", "é", "1."];

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...RAW).map(raw) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      2 ** 31,
      2 ** 53,
      "",
      [],
      {},
      [""],
      [null],
      [[MARK]],
    ),
  },
  { weight: 1, arbitrary: fc.record({ a: hostileText }) },
  { weight: 1, arbitrary: fc.array(hostileText, { minLength: 1, maxLength: 2 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...LONG), fc.constantFrom(300, 5_000, 100_000))
      .map(([unit, size]) => unit.repeat(Math.ceil(size / unit.length))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(50, 1_000, 20_000).map((depth) => raw("[".repeat(depth) + "]".repeat(depth))),
  },
);

/** A secret where a reference to one belongs. */
export const plainSecret: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  SECRET,
  [SECRET],
  [`${SECRET}TbqAywKSOumSha3BhWNOdQ26slT6K0YaZeZyPs=`],
  { secret: `${SECRET}!` },
  { value: SECRET },
);

/** The same in an address, which may stand anywhere. */
export const addressWithSecret: fc.Arbitrary<string> = fc.constantFrom(
  `mysql://user:${SECRET}@host/db`,
  `u:${SECRET}@registry/x:1`,
  `https://user:${SECRET}@example.com`,
  `Endpoint=sb://x/;SharedAccessKey=${SECRET}=`,
  `{"password": "${SECRET}"}`,
);
