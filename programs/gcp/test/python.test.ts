import { expectPythonTestsToPass } from "../../../test/support/python";

test("the own tests of the Python programs for Google Cloud pass", () => {
  expectPythonTestsToPass(__dirname);
}, 30_000);
