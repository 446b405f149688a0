import { stringify } from "yaml";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { markdown } from "../../lib/review/markdown";
import { page } from "../../lib/review/page/html";
import { draw } from "../../lib/review/picture/draw";
import { targets } from "../../stacks/targets";
import { placed, places } from "../support/free-keys";
import { reviewed } from "../support/reviewed";

const MARK = "Qk7zW1marker";

/** A marker in the clothes of a secret. */
const SECRETS: readonly string[] = [
  "81HqDtbqAywKSOumSha3BhWNOdQ26slT6K0Qk7zW1ma=",
  `ghp_0123456789abcdef${MARK}`,
  `https://user:${MARK}@example.com/x.git`,
  `https://${MARK}@example.com/x.git`,
  `-----BEGIN PRIVATE KEY-----\n${MARK}\n-----END PRIVATE KEY-----`,
  `{"a": [{"password": "${MARK}"}]}`,
  `Endpoint=sb://x/;SharedAccessKey=${MARK}=`,
  `u:${MARK}@registry.example.com/x:1`,
  `https://hooks.slack.com/services/T0/B0/${MARK}`,
  `Authorization: Bearer ${MARK}`,
];

/** Texts that no rule about form refuses at every place, and the most that a line for people may have. */
const LONG = ["/", "a", "A-", "0", "a.b/"] as const;
const LONGEST_LINE = 2000;

const FILES = {
  docker: { target: "docker" },
  "aws-ecs": {
    target: "aws-ecs",
    account: "123456789012",
    region: "eu-central-1",
    state: { bucket: "acme-state" },
    loadBalancer: { zone: "Z0123456789ABC", allow: ["203.0.113.0/24"] },
    webserver: { baseUrl: "https://airflow.example.com" },
  },
  "gcp-vms": { target: "gcp-vms", project: "acme-data", zone: "europe-west3-a", state: { bucket: "acme-state" } },
} as const;
const COMMON = { airflow: { version: "3.3.2" }, workers: { default: { queues: ["default"] } } };

function told(file: object): string {
  const result = readDeployment({ path: "configs/a.yaml", text: stringify(file, { lineWidth: 0 }) }, targets);
  return (result.ok ? result.notices : result.problems).map(line).join("\n");
}

const shows = (text: string) => text.includes(MARK) || text.includes("81HqDtbq");

describe.each(Object.entries(FILES))("%s", (target, own) => {
  const file = { ...own, ...COMMON };
  const all = places(target);

  test("no place of the file shows a secret that stands there, as text, in a list, below a name or as one", () => {
    expect(all.length).toBeGreaterThan(80);
    const shown = all.flatMap((place, index) => {
      const [first = "", second = ""] = [SECRETS[index % SECRETS.length], SECRETS[(index * 3 + 1) % SECRETS.length]];
      const values = [first, [second], { A_NAME: first, [second]: "1", b: { A_NAME: second } }];
      return values.filter((value) => shows(told(placed(file, place, value)))).map((value) => [place, value]);
    });
    expect(shown).toEqual([]);
  });

  test.each(LONG)("no place of the file makes a message long: %s, again and again", (word) => {
    const long = word.repeat(5000 / word.length);
    const values = [long, [long], { [long]: long, A_NAME: long }];
    const wrong = all.flatMap((place) =>
      values.flatMap((value) =>
        told(placed(file, place, value))
          .split("\n")
          .flatMap((one) => (one.length > LONGEST_LINE ? [`${place}: ${one.slice(0, 150)}`] : [])),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test.each(SECRETS)("all places at once: %s", (secret) => {
    const full = all.reduce<Record<string, unknown>>((whole, place) => placed(whole, place, secret), { ...file });
    // A file that extends one that is not there is told nothing else.
    const { extends: _, ...rest } = full;
    expect(shows(told({ ...rest, target }))).toBe(false);
  });
});

test("what a reason calls plain is on no page, and the reason is", () => {
  const text = stringify({
    ...FILES.docker,
    ...COMMON,
    airflow: {
      version: "3.3.2",
      environment: Object.fromEntries(
        SECRETS.map((plain, index) => [`A_${index}`, { plain, because: `reason number ${index}` }]),
      ),
      variables: { a: { plain: SECRETS[1], because: "a reason here" } },
      options: { core: { mine: { plain: SECRETS[2], because: "and one here" } } },
      image: { build: { context: "examples/image", args: { B: { plain: SECRETS[3], because: "and there" } } } },
    },
  });
  const withComment = `${text}# my token: ghp_0123456789abcdef${MARK}\n`;
  const { review, json } = reviewed(withComment);
  const pages = [
    JSON.stringify(review),
    markdown(review, { link: () => "", bootFile: (name) => name }),
    page(review, [{ path: "configs/acme.yaml", text: withComment }], draw(review, new Map())),
  ];
  for (const one of pages) {
    expect(shows(one)).toBe(false);
    for (const [index] of SECRETS.entries()) expect(one).toContain(`reason number ${index}`);
  }
  // The processes get it all the same.
  expect(JSON.stringify(json)).toContain(MARK);
});
