import { up } from "../../commands/up";
import { Checkout, file } from "./checkout";
import { recording } from "./print";
import { Programs, says } from "./programs";

/** What `docker ps` prints for one container of the stack. */
export const row = (name: string, role: string, version = "", status = "Up 2 minutes (healthy)", state = "running") =>
  [`acme-${name}`, role, state, status, version].join("\t");
/** One resource of a plan, as `terraform show -json` has it. */
export const change = (name: string, ...actions: string[]) => ({
  address: `docker_container.${name}`,
  type: "docker_container",
  name,
  change: { actions, before: actions.includes("create") && actions.length === 1 ? null : { name: `acme-${name}` } },
});

export interface Scene {
  readonly running?: readonly string[];
  readonly plan?: readonly object[];
  readonly docker?: Readonly<Record<string, string>>;
  readonly terraform?: Readonly<Record<string, string>>;
}

/** `npm run up` of stack acme, among stand-ins for Docker and Terraform. */
export class UpScene {
  readonly checkout = new Checkout({ acme: file() });
  readonly programs = new Programs(this.checkout.root);

  /** What it printed, and what it did besides asking. */
  async run({ running = [], plan = [], docker = {}, terraform = {} }: Scene) {
    this.programs.is("docker", { ...docker, "version*": says("27.3.1"), "ps *": says(running.join("\n")) });
    this.programs.is("terraform", {
      ...terraform,
      "version*": says('{"terraform_version": "1.11.4"}'),
      "show *": says(JSON.stringify({ resource_changes: plan })),
    });
    this.programs.calls();
    const print = recording();
    const code = await up(this.checkout.root, undefined, print);
    const calls = this.programs.calls();
    const did = calls.filter((call) => !/^(docker (version|ps|volume)|terraform version)/.test(call));
    return { code, lines: print.lines, did };
  }

  end(): void {
    this.programs.end();
    this.checkout.remove();
  }
}
