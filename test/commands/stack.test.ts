import { confirm } from "../../commands/confirm";
import { chooseStack } from "../../commands/stack";
import { Checkout, file } from "../support/checkout";
import { recording } from "../support/print";

const checkouts: Checkout[] = [];
afterAll(() => {
  for (const checkout of checkouts) checkout.remove();
});

function choose(configs: Readonly<Record<string, string>>, asked?: string) {
  const checkout = new Checkout(configs);
  checkouts.push(checkout);
  const print = recording();
  return { stack: chooseStack(checkout.root, asked, print)?.stack, lines: print.lines };
}

test("the only stack of this machine need not be named", () => {
  expect(choose({ acme: file() })).toEqual({ stack: "acme", lines: [] });
});

test("one of several by its name", () => {
  const configs = { acme: file(), beta: file() };
  expect(choose(configs, "beta")).toEqual({ stack: "beta", lines: [] });
  expect(choose(configs)).toEqual({
    stack: undefined,
    lines: ["problem: several stacks run on Docker; name one of: acme, beta"],
  });
  expect(choose(configs, "gamma").lines).toEqual([
    'problem: no stack "gamma" with target: docker in configs/; there are: acme, beta',
  ]);
});

test("files that are refused", () => {
  const { stack, lines } = choose({ acme: file("dockre: {}"), beta: file("flower: 3") }, "acme");
  expect(stack).toBeUndefined();
  expect(lines).toEqual([
    'problem: configs/acme.yaml:5:1 unknown key "dockre"; did you mean "docker"?',
    expect.stringMatching(/^problem: configs\/beta\.yaml:5:9 flower: /),
  ]);
});

test("without a terminal nobody can say yes", async () => {
  const terminal = Object.getOwnPropertyDescriptor(process.stdin, "isTTY");
  Object.defineProperty(process.stdin, "isTTY", { value: undefined, configurable: true });
  expect(await confirm("Go on?")).toBe(false);
  if (terminal === undefined) Reflect.deleteProperty(process.stdin, "isTTY");
  else Object.defineProperty(process.stdin, "isTTY", terminal);
});
