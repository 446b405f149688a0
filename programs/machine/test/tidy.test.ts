import { machines } from "./bash";

const machine = machines();
const there = () => machine().command("docker");
const removed = (calls: readonly string[]) =>
  calls.filter((call) => call.startsWith("docker image rm")).map((call) => call.replace("docker image rm ", ""));

test("images of this generation and of the one before stay, older ones go", () => {
  const made = there().write("kept/pulled", "a:1\na:2\na:3\nredis:8\n");
  const script = "keep_images a:1 redis:8; keep_images a:2 redis:8; keep_images a:3 redis:8; remove_images";
  made.run(["common", "tidy"], script);
  expect(removed(made.calls)).toEqual(["a:1"]);
  expect(made.read("kept/pulled")).toBe("a:2\na:3\nredis:8\n");
});

test("the same generation again does not push out the one before", () => {
  const made = there().write("kept/pulled", "a:1\na:2\n");
  made.run(["common", "tidy"], "keep_images a:1; keep_images a:2; keep_images a:2; remove_images");
  expect(removed(made.calls)).toEqual([]);
});

test("images of a generation that is on its way stay", () => {
  const made = there().write("kept/pulled", "new:1\n").write("run/generations/g/images", "new:1\n");
  made.run(["common", "tidy"], "remove_images");
  expect(removed(made.calls)).toEqual([]);
});

test("images that came from elsewhere are nobody's to remove", () => {
  const made = there();
  made.run(["common", "tidy"], "remove_images");
  expect(made.calls).toEqual([]);
});

test("an image that a container has stays on the list", () => {
  const made = machine().command("docker", "[[ $2 != rm ]]").write("kept/pulled", "a:1\n");
  made.run(["common", "tidy"], "remove_images");
  expect(made.read("kept/pulled")).toBe("a:1\n");
});

test("old logs and folders that are left empty go, younger ones stay", () => {
  const made = there().write("logs/old/a.log", "").write("logs/young/b.log", "");
  made.run(
    ["common", "tidy"],
    'touch -d "9 days ago" "$LOGS/old/a.log"; remove_logs; touch -d "9 days ago" "$LOGS/old"; remove_logs',
  );
  expect(made.has("logs/old")).toBe(false);
  expect(made.has("logs/young/b.log")).toBe(true);
});
