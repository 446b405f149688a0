import { expectPythonTestsToPass } from "../../../test/support/python";

test("the Python programs' own tests pass", () => {
  expectPythonTestsToPass(__dirname);
}, 30_000);
