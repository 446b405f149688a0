import { metadataSize } from "../../../lib/gcp/rules/metadata-size";

const KIB = 1024;
const told = (machine: string, userData: number, document: number) => ({
  machine,
  userData: "u".repeat(userData),
  document: "d".repeat(document),
});
const said = (...machines: readonly ReturnType<typeof told>[]) =>
  metadataSize(machines).map(({ path, message }) => `${path.join(".")}: ${message}`);

test("the most that one value may have", () => {
  expect(said(told("master", 1, 256 * KIB), told("main", 256 * KIB, 1))).toEqual([]);
});

test("one byte more in a document or in user-data", () => {
  expect(said(told("master", 1, 256 * KIB + 1), told("main", 256 * KIB + 1, 1))).toEqual([
    "airflow.files: the airflow-machine of the master has 257 KiB, and Compute Engine takes 256 KiB of one; put files of the project into the image, or many variables into one envFile",
    'workers.main: the user-data of pool "main" has 257 KiB, and Compute Engine takes 256 KiB of one; put files of the project into the image, or many variables into one envFile',
  ]);
});

test("all together, with room for what others write there", () => {
  expect(said(told("main", 240 * KIB, 240 * KIB))).toEqual([]);
  expect(said(told("main", 250 * KIB, 250 * KIB))).toEqual([
    'workers.main: pool "main" would be told 532 KiB in all, and Compute Engine takes 512 KiB of metadata; put files of the project into the image, or many variables into one envFile',
  ]);
});

test("bytes are counted, not characters", () => {
  const document = "€".repeat(100 * KIB);
  expect(metadataSize([{ machine: "master", userData: "", document }])).toHaveLength(1);
});
