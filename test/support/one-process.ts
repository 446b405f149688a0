import { addEventHandler, getState } from "jest-circus";
import { setEnvironment } from "./environment";

// What is right for a process that runs many test files.

// A process that a test starts covers nothing for us, and would write megabytes about it.
delete process.env["NODE_V8_COVERAGE"];

// Whatever a test left open: this process ends with the runner.
process.once("disconnect", () => process.exit());

// No file of tests finds what another one left behind.
const [variables, folder, mask] = [{ ...process.env }, process.cwd(), process.umask()];
let file: unknown;
addEventHandler((event) => {
  const { rootDescribeBlock } = getState();
  if (event.name === "error" || file === rootDescribeBlock) return;
  file = rootDescribeBlock;
  setEnvironment(variables);
  process.chdir(folder);
  process.umask(mask);
});
