import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generationOf, keepTerraforms, type Stacks, seen, synthesized, TERRAFORM, torn } from "./killed/output";
import { Program } from "./killed/program";

/** Each of so many calls; KILLS=all tries every one. */
const EVERY = process.env["KILLS"] === "all" ? 1 : 29;
const AT_ONCE = 4;

const program = new Program();
afterAll(() => program.remove());

const OLD: Stacks = {
  aa: { boot: { "m.txt": "old m", "gone.txt": "old" }, assets: { "p/a.py": "1", "q/b.py": "same", "old/c.py": "c" } },
  bb: { boot: { "m.txt": "same" } },
  gone: { assets: { "p/a.py": "1" } },
};
const NEW: Stacks = {
  aa: { boot: { "m.txt": "new m", "more.txt": "new" }, assets: { "p/a.py": "2", "q/b.py": "same", "new/d.py": "d" } },
  bb: { boot: { "m.txt": "new" } },
  cc: { boot: { "m.txt": "first" }, assets: { "p/a.py": "1" } },
};

/** An output as a version of this program left it that wrote the files themselves. */
function asBefore(outdir: string): void {
  synthesized(outdir, "old", OLD);
}

async function published(outdir: string): Promise<void> {
  const next = `${outdir}-first`;
  synthesized(next, "old", OLD);
  await program.publish(next, outdir);
  rmSync(next, { recursive: true });
}

interface Scene {
  /** Makes what is there before; the folder is not there yet. */
  readonly before?: (outdir: string) => void | Promise<void>;
  /** The boot files of an earlier version's stack may be away for one call. */
  readonly adopts?: boolean;
}

const SCENES: Readonly<Record<string, Scene>> = {
  "the first publication": {},
  "a change, a stack that comes and one that goes": { before: published },
  "the output of an earlier version": { before: asBefore, adopts: true },
};

describe.each(Object.entries(SCENES))("%s", (_, { before, adopts = false }) => {
  let template: string;
  let calls: number;
  let healthy: Record<string, string>;

  const copy = (): { next: string; outdir: string } => {
    const place = program.place();
    cpSync(template, place, { recursive: true, verbatimSymlinks: true });
    return { next: join(place, "next"), outdir: join(place, "out") };
  };

  beforeAll(async () => {
    template = program.place();
    const outdir = join(template, "out");
    await before?.(outdir);
    if (existsSync(outdir)) for (const name of Object.keys(OLD)) keepTerraforms(join(outdir, "stacks", name));
    synthesized(join(template, "next"), "new", NEW);
    const whole = copy();
    calls = (await program.publish(whole.next, whole.outdir)) ?? 0;
    healthy = seen(whole.outdir);
  }, 60_000);

  test("a whole one leaves the new output, Terraform's own files, and nothing else", () => {
    const expected = program.place();
    synthesized(expected, "new", NEW);
    const kept =
      before === undefined
        ? []
        : Object.keys(OLD).flatMap((name) => Object.entries(TERRAFORM).map(([path]) => `stacks/${name}/${path}`));
    const paths = Object.keys(healthy).filter((path) => !path.startsWith("stacks/gone/") || kept.includes(path));
    expect(paths.sort()).toEqual([...Object.keys(seen(expected)), ...kept].sort());
    expect(calls).toBeGreaterThan(70);
  });

  test("killed before any of its calls, every stack is wholly old or wholly new, and the next one heals", async () => {
    const points = Array.from({ length: calls }, (_, index) => index + 1).filter(
      (at) => at % EVERY === 0 || at === calls,
    );
    const found: string[] = [];
    const kill = async (at: number): Promise<void> => {
      const { next, outdir } = copy();
      const ended = await program.publish(next, outdir, at);
      if (ended !== undefined) found.push(`${at}: not killed`);
      found.push(...wrongIn(outdir, before !== undefined, adopts).map((one) => `${at}: ${one}`));
      rmSync(next, { recursive: true, force: true });
      synthesized(next, "new", NEW);
      await program.publish(next, outdir);
      if (JSON.stringify(seen(outdir)) !== JSON.stringify(healthy)) found.push(`${at}: not healed`);
      rmSync(join(outdir, ".."), { recursive: true });
    };
    const rest = [...points];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let at = rest.shift(); at !== undefined; at = rest.shift()) await kill(at);
      }),
    );
    expect(found).toEqual([]);
    console.log(`${points.length} kills of ${calls} calls, none torn`);
  }, 600_000);
});

function wrongIn(outdir: string, published: boolean, adopts: boolean): string[] {
  const stacks = join(outdir, "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks) : [];
  const found: string[] = [];
  let away = 0;
  for (const name of names) {
    const stack = join(stacks, name);
    const wrong = torn(stack);
    if (adopts && !existsSync(join(stack, "boot")) && wrong.length > 0 && generationOf(stack) === "old") away += 1;
    else found.push(...wrong.map((one) => `${name}: ${one}`));
    if (published && name !== "cc")
      for (const [path, text] of Object.entries(TERRAFORM))
        if (readFileSync(join(stack, path), "utf8") !== text) found.push(`${name}: ${path} changed`);
  }
  if (away > 1) found.push("boot files of more than one stack are away");
  if (published && Object.keys(OLD).some((name) => !names.includes(name))) found.push("a stack is gone");
  const manifest = join(outdir, "manifest.json");
  if (existsSync(manifest)) {
    const { stacks: named }: { stacks: string[] } = JSON.parse(readFileSync(manifest, "utf8"));
    for (const name of named) if (!names.includes(name)) found.push(`the manifest names ${name}, which is not there`);
  } else if (published) found.push("the manifest is gone");
  const review = join(outdir, "review");
  for (const page of existsSync(review) ? readdirSync(review) : [])
    if (![`old ${page}`, `new ${page}`].includes(readFileSync(join(review, page), "utf8")))
      found.push(`${page} is torn`);
  return found;
}

test("two at the same time: the output is that of one of them", async () => {
  const place = program.place();
  const outdir = join(place, "out");
  await published(outdir);
  for (let round = 0; round < 5; round += 1) {
    const both = ["one", "two"].map((generation) => {
      rmSync(join(place, generation), { recursive: true, force: true });
      synthesized(join(place, generation), generation, { aa: { ...OLD["aa"], assets: { "p/a.py": generation } } });
      return program.publish(join(place, generation), outdir);
    });
    await Promise.all(both);
    expect(torn(join(outdir, "stacks/aa"))).toEqual([]);
    expect(["one", "two"]).toContain(generationOf(join(outdir, "stacks/aa")));
    expect(readdirSync(place)).toEqual(["out"].concat(["one", "two"]).sort());
  }
}, 120_000);

test("from JSON to HCL and back, Terraform never reads both", async () => {
  const place = program.place();
  const [outdir, next] = [join(place, "out"), join(place, "next")];
  await published(outdir);
  synthesized(next, "new", { aa: { ...NEW["aa"], syntax: "cdk.tf" } });
  await program.publish(next, outdir);
  expect(torn(join(outdir, "stacks/aa"), "cdk.tf")).toEqual([]);
  expect(readdirSync(join(outdir, "stacks/aa")).sort()).toEqual([".synth", "assets", "boot", "cdk.tf"]);
});

test("a release that somebody changed by hand is replaced", async () => {
  const place = program.place();
  const [outdir, next] = [join(place, "out"), join(place, "next")];
  await published(outdir);
  writeFileSync(join(outdir, "stacks/bb/cdk.tf.json"), "{}");
  mkdirSync(next);
  synthesized(next, "old", OLD);
  await program.publish(next, outdir);
  expect(torn(join(outdir, "stacks/bb"))).toEqual([]);
});
