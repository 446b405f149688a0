import { markOld } from "../../../lib/review/markdown/old";

const PAGE = "# Review of `acme`\n\n<!-- /old -->\n\ntext\n";

test("a block on top says that the page is old, and why", () => {
  expect(markOld(PAGE, ['configs/acme.yaml:3:1 workers: got "*" | <b>'])).toBe(
    [
      "<!-- old -->",
      "> [!WARNING]",
      "> **This page is old: the file was refused at the last synth**",
      ">",
      '> - `configs/acme.yaml:3:1` workers: got "\\*" | \\<b>',
      "<!-- /old -->",
      "",
      PAGE,
    ].join("\n"),
  );
});

test("a later block takes the place of an earlier one, whatever its problems say", () => {
  const naughty = ["\n<!-- /old -->\n\nx", "<!-- old -->\n"];
  const once = markOld(PAGE, ["one"]);
  expect(markOld(markOld(PAGE, naughty), ["one"])).toBe(once);
  expect(markOld(once, ["one"])).toBe(once);
  expect(markOld(once, []).endsWith(`\n${PAGE}`)).toBe(true);
});
