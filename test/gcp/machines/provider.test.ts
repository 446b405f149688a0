import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "../../../lib/gcp/machines");

test("what a machine is told is known without Terraform: rules ask for its size before anything is made", () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".ts"));
  expect(files).toEqual(expect.arrayContaining(["render.ts", "user-data.ts"]));
  const wrong = files.filter((name) => /from "(cdktf|@cdktf\/)/.test(readFileSync(join(FOLDER, name), "utf8")));
  expect(wrong).toEqual([]);
});
