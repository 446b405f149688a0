import { join } from "node:path";
import { expectPythonTestsToPass } from "../support/python";

test("the own tests of the Python programs for Google Cloud pass", () => {
  expectPythonTestsToPass(join(__dirname, "python"));
}, 30_000);
