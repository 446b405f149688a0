import { setEnvironment } from "./environment";

// What is right for a process that runs many test files.

// A process that a test starts covers nothing for us, and would write megabytes about it.
delete process.env["NODE_V8_COVERAGE"];

// Whatever a test left open: this process ends with the runner.
process.once("disconnect", () => process.exit());

// No file of tests finds what another one left behind. The runner names a file before it loads it, and only then may
// anything be set back: a file's first lines may put stand-ins of programs into PATH.
const [variables, folder, mask] = [{ ...process.env }, process.cwd(), process.umask()];
const named = expect.setState;
expect.setState = (state) => {
  if ("testPath" in state) {
    setEnvironment(variables);
    process.chdir(folder);
    process.umask(mask);
  }
  named(state);
};
