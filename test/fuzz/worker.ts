import { check } from "./check";
import { Judge } from "./judge";
import { Scene } from "./scene";
import { Watch } from "./watch";

/** What the process that judges is asked, and what it says meanwhile. */
export interface Question {
  readonly seed: number;
  /** Whether the stack's JSON is wanted. */
  readonly json: boolean;
}
/** `judging` is the file in Base64. */
export type Said = { readonly judging: string } | { readonly result: Awaited<ReturnType<typeof check>> };

/** Tells what it looks at before it does, so that a hang is known by its file. */
class Told extends Judge {
  private readonly watch = new Watch();

  override verdict(...asked: Parameters<Judge["verdict"]>): ReturnType<Judge["verdict"]> {
    this.watch.begin();
    say({ judging: asked[0].content.toString("base64") });
    return super.verdict(...asked);
  }
}

const say = (said: Said) => process.send?.(said);

if (process.send !== undefined) {
  const scene = new Scene();
  const judge = new Told(scene);
  process.on("message", ({ seed, json }: Question) => {
    void check(seed, judge).then((result) =>
      say({ result: "json" in result && !json ? { ...result, json: "" } : result }),
    );
  });
  const end = () => {
    scene.remove();
    process.exit();
  };
  process.on("disconnect", end);
  // The other side may have gone while this one started.
  if (!process.connected) end();
}
