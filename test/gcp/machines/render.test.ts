import { parse } from "yaml";
import { rendered } from "../../../lib/gcp/machines/render";
import { documentOf, IMAGE } from "../../support/gcp-documents";

const document = documentOf("master");

test("the image is in the first line: a shell reads it", () => {
  expect(rendered(document).split("\n", 1)).toEqual([`image: ${IMAGE}`]);
});

test("what is read back is what was written, every number as text aside", () => {
  expect(parse(rendered(document))).toEqual(JSON.parse(JSON.stringify(document)));
});

test("the same file gives the same bytes, in whatever order its files were found", () => {
  const files = Object.fromEntries(Object.entries(document.files).reverse());
  expect(rendered({ ...document, files })).toBe(rendered(document));
});
