/** A row of a Markdown table. A bar would end its cell. */
export const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

export const table = (heads: readonly string[], rows: readonly string[]): readonly string[] => [
  row(heads),
  `|${heads.map(() => "---").join("|")}|`,
  ...rows,
];

export const code = (text: string): string => `\`${text}\``;
