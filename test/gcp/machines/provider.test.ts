import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

test("what a machine is told is known without Terraform: rules ask for its size before anything is made", () => {
  const asked = "./lib/gcp/workloads/measured";
  const program = `require(${JSON.stringify(asked)}); console.log(Object.keys(require.cache).join("\\n"))`;
  const { stdout } = spawnSync(process.execPath, ["--import=tsx", "--eval", program], { cwd: ROOT, encoding: "utf8" });
  const loaded = stdout.split("\n");
  expect(loaded).toEqual(expect.arrayContaining([join(ROOT, "lib/gcp/machines/render.ts")]));
  expect(loaded.filter((name) => /node_modules\/(cdktf|@cdktf)\//.test(name))).toEqual([]);
});
