import { join } from "node:path";
import { expectPythonTestsToPass } from "../support/python";

test("the Python programs' own tests pass", () => {
  expectPythonTestsToPass(join(__dirname, "python"));
}, 30_000);
