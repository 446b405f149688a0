import { z } from "zod";
import { about } from "../../lib/deployment/schema/about";
import { fileOf } from "../../lib/deployment/schema/schema";
import { type Field, fields } from "../../lib/schema/fields";
import { kinds } from "../../lib/schema/kinds";
import { targetSchema } from "../../lib/schema/schemas";
import { targets } from "../../stacks/targets";
import { compiled } from "../support/validator";

const all = Object.entries(targets).flatMap(([name, { shape }]) => fields(targetSchema(name, shape)));
const kindsWords = kinds().map(({ description }) => description);

/** What an editor could not tell a person about a key. */
function lacks({ node, required }: Field): string[] {
  const { description = "", examples = [], title = "" } = node;
  return [
    ...(description === "" || kindsWords.includes(description) ? ["a description of its own"] : []),
    ...(required || node.default !== undefined || /Unwritten: .+\.$/.test(description) ? [] : ["what it is unwritten"]),
    ...(examples.length === 0 ? ["an example"] : []),
    ...(title === "" ? ["the kind of its value"] : []),
  ];
}

const without = (field: Field) => lacks(field).map((what) => `${field.path} lacks ${what}`);
const added = (top: z.ZodRawShape) =>
  fields(targetSchema("test", { schema: fileOf("test", top, {}) })).flatMap(without);

test("there are fields of every depth", () => {
  const paths = all.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "airflow.image.build.secretArgs.ID.key",
      "docker.mounts[].source",
      "flower.port",
      "workers.POOL.dockerSocket.group",
      "workers.POOL.replicas.max",
    ]),
  );
});

test("every field says what it is, what it is unwritten, and an example", () => {
  expect(all.flatMap(without)).toEqual([]);
});

test("a field that says nothing is named", () => {
  expect(added({ bucket: z.string().optional() })).toEqual([
    "bucket lacks a description of its own",
    "bucket lacks what it is unwritten",
    "bucket lacks an example",
  ]);
  expect(
    added({ state: z.strictObject({ bucket: z.string().default("a").meta(about("Where.", "acme")) }).prefault({}) }),
  ).toEqual(["state lacks a description of its own", "state lacks an example"]);
});

test("every field takes its own examples and its default", () => {
  const refused = all.flatMap(({ path, node }) => {
    const takes = compiled(node);
    const values = [...(node.examples ?? []), ...(node.default === undefined ? [] : [node.default])];
    return values.filter((value) => !takes(value)).map((value) => `${path}: ${JSON.stringify(value)}`);
  });
  expect(refused).toEqual([]);
});

test("two short sentences, and one for what it is unwritten", () => {
  const long = all.filter(({ node: { description = "" } }) => {
    const [what = "", unwritten = ""] = description.split("Unwritten: ");
    return what.trim().split(/[.!?] (?=[A-Z])/).length > 2 || what.length > 160 || unwritten.length > 100;
  });
  expect(long.map(({ path }) => path)).toEqual([]);
});
