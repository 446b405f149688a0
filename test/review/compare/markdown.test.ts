import type { Change } from "../../../lib/review/compare/change";
import { type Compared, comparison } from "../../../lib/review/compare/markdown";

const at = (line: number) => ({ file: "configs/acme.yaml", line, path: "" });
const change = (level: Change["level"], words: string, line?: number): Change => ({
  stack: "acme",
  subject: "x",
  kind: "pool",
  words,
  level,
  ...(line === undefined ? {} : { at: at(line) }),
});

const stack = (name: string, changes: readonly Change[], written: Compared["written"] = []): Compared => ({
  stack: name,
  changes,
  written,
});

const page = (stacks: readonly Compared[], notes: Parameters<typeof comparison>[1]["notes"] = []) =>
  comparison(stacks, { against: "origin/main", link: ({ file, line }) => `${file}#L${line}`, notes });

test("dangers first, then the rest, then the keys; each with its line", () => {
  const changes = [
    change("danger", "port 80 is open", 3),
    change("notice", "queue x: nobody consumes it any more"),
    change("plain", "pool gpu: 2 -> 4 workers", 12),
  ];
  const keys = [
    { path: "workers.gpu.replicas", before: "2", after: "4", at: at(12) },
    { path: "workers.x.queues", before: "[x]" },
  ];
  expect(page([stack("acme", changes, keys)])).toBe(`# What changes, compared with \`origin/main\`

## \`acme\`

> [!CAUTION]
> Somebody could get in, or data be lost.
>
> - port 80 is open ([line 3](configs/acme.yaml#L3))

- **notice**: queue x: nobody consumes it any more
- pool gpu: 2 -> 4 workers ([line 12](configs/acme.yaml#L12))

<details>
<summary>2 keys of the file</summary>

- [\`workers.gpu.replicas\`](configs/acme.yaml#L12): \`2\` -> \`4\`
- \`workers.x.queues\`: \`[x]\` -> not written

</details>
`);
});

test("keys that no fact follows from are not folded", () => {
  const keys = [{ path: "airflow.options.core.parallelism", after: "64", at: at(4) }];
  expect(page([stack("acme", [], keys)])).toBe(`# What changes, compared with \`origin/main\`

## \`acme\`

Processes, queues, ports and secrets stay as they are. The file sets:

- [\`airflow.options.core.parallelism\`](configs/acme.yaml#L4): not written -> \`64\`
`);
});

test("no change, of all or of some", () => {
  expect(page([stack("acme", []), stack("beta", [])])).toBe(
    "# What changes, compared with `origin/main`\n\nNo change in what runs.\n",
  );
  expect(page([stack("acme", []), stack("beta", [change("plain", "more")]), stack("ceta", [])])).toBe(
    "# What changes, compared with `origin/main`\n\n## `beta`\n\n- more\n\n## No change in what runs\n\n`acme`, `ceta`\n",
  );
});

test("notes come before everything, and no text of theirs is Markdown", () => {
  const text = page([], [{ words: "Refused:", lines: ['configs/a.yaml:1:1 got "*x*" and <b>\nor @team'] }]);
  expect(text).toContain(
    '\n> [!NOTE]\n> Refused:\n>\n> - `configs/a.yaml:1:1` got "\\*x\\*" and \\<b> or `@team`\n\nNo change in what runs.\n',
  );
});

test("a long value is shortened", () => {
  const text = page([stack("acme", [], [{ path: "a", before: "x".repeat(81), after: "y".repeat(80) }])]);
  expect(text).toContain(`\`${"x".repeat(79)}…\` -> \`${"y".repeat(80)}\``);
});
