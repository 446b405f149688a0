import { expectPythonTestsToPass } from "../../../test/support/python";

test("the own tests of the Python programs for AWS pass", () => {
  expectPythonTestsToPass(__dirname);
}, 30_000);
