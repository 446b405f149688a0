import { kept } from "../e2e/drills";
import { steps, summary } from "../e2e/step";

const AWAY = { what: "seconds without a webserver", short: 75, long: 180, why: "tries are over then" };

async function ran(length: "short" | "long") {
  const lines: string[] = [];
  const all = steps((line) => lines.push(line), length);
  let seconds = 0;
  await all
    .with(async () => "")
    .step("away", async () => {
      seconds = all.measure(AWAY) && all.measure(AWAY);
      return "seen | and\nread";
    });
  await all.long("killed", "the others show it", async () => "killed well");
  await all.step("broken", () => Promise.reject(new Error("gone")));
  return { seconds, lines, text: summary(all), outcomes: all.outcomes };
}

test("a short run does less, and says what it left and why", async () => {
  const { seconds, text } = await ran("short");
  expect(seconds).toBe(75);
  expect(text.split("\n").filter((line) => line.startsWith("left to long"))).toEqual([
    "left to long: seconds without a webserver, 180 in place of 75: tries are over then",
    "left to long: killed: the others show it",
  ]);
  expect(text.split("\n").at(-1)).toBe("1 passed, 1 failed");
});

test("a long run does all of it", async () => {
  const { seconds, text } = await ran("long");
  expect(seconds).toBe(180);
  expect(text).not.toContain("left to long");
  expect(text.split("\n").at(-1)).toBe("2 passed, 1 failed");
});

test("figures of a long run take the place of those before, and leave those of other runs", async () => {
  const { outcomes } = await ran("long");
  const page = "# Drills\n\nWhat it is.\n\n## docker\n\nold\n\n## gcp-vms\n\nother\n";
  const now = kept(page, "docker", outcomes, "today");
  expect(now).toContain("| away | 0 s | seen \\| and; read |");
  expect(now).toContain("| broken | 0 s | failed |");
  expect(now).toContain("# Drills\n\nWhat it is.\n\n## gcp-vms\n\nother\n\n## docker\n\ntoday\n");
  expect(now).not.toContain("old");
  expect(kept(now, "docker", outcomes, "today")).toBe(now);
});
