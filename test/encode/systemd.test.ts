import { assignment, commandLine, longCommandLine, plain, unitText, word } from "../../lib/encode/systemd";

test.each([
  ["--name=scheduler", "--name=scheduler"],
  ["two words", '"two words"'],
  ["100%", '"100%%"'],
  ["$HOME", '"$$HOME"'],
  ['say "a\\b"', '"say \\"a\\\\b\\""'],
  ["a\nb\tc", '"a\\nb\\tc"'],
  [";", '";"'],
  ["", '""'],
])("the word %j is written %s: nothing in it means something to systemd", (text, written) => {
  expect(word(text)).toBe(written);
});

test("a variable is quoted as a word is, but that $ means nothing there", () => {
  expect(assignment("NO_PROXY", 'a,"b" 5% $x\\')).toBe('"NO_PROXY=a,\\"b\\" 5%% $x\\\\"');
});

test("a command is its words", () => {
  expect(commandLine(["docker", "stop", "a b"])).toBe('docker stop "a b"');
});

test("a long command has a line for each option", () => {
  expect(longCommandLine(["docker", "run", "--rm", "--name=a", "image", "celery"])).toBe(
    "docker run \\\n  --rm \\\n  --name=a image celery",
  );
});

test("a description with a percent sign has no specifier", () => {
  expect(plain("50% of $all")).toBe("50%% of $all");
});

test("a unit has its sections, and a key as often as it is given", () => {
  const text = unitText({
    Unit: [["Description", "x"]],
    Service: [
      ["ExecStartPre", "a"],
      ["ExecStartPre", "b"],
    ],
  });
  expect(text).toBe("[Unit]\nDescription=x\n\n[Service]\nExecStartPre=a\nExecStartPre=b\n");
});
