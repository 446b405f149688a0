import { DIGEST, said } from "../said";

const many = (count: number, entry: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => entry(i)).join(", ");
const file = (part: string) => [`airflow: { version: "3.3.2", image: "${DIGEST}", ${part} }`];
const connections = (count: number) => `connections: { ${many(count, (i) => `c${i}: { secret: s${i} }`)} }`;

test("as many secrets as surely fit", () => {
  expect(said(...file(connections(70)))).toEqual([]);
});

test("more secrets than surely fit, those of a pool counted with", () => {
  const pool =
    "workers: { main: { queues: [default], environment: { TOKEN_A: { secret: a }, TOKEN_B: { secret: b } } } }";
  expect(said(...file(connections(69)), pool)).toEqual([
    "airflow: a process would get 71 secrets of this file, and 70 surely fit into its task definition; put many into one envFile, or name a secrets backend in options.secrets",
  ]);
});

test("longer variables than surely fit", () => {
  expect(said(...file(`variables: { long: "${"x".repeat(9_997)}" }`))).toEqual([
    "airflow: a process would get 10001 characters of options and variables, and 10000 surely fit into its task definition; put many into one envFile, or a long one into the image",
  ]);
});
