import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unfit } from "../../lib/airflow/files/on-disk";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { deployment } from "../airflow/rules/deployment";
import { saidInAll as saidOnAws } from "../aws/said";
import { saidInAll as saidOnGcp } from "../gcp/said";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICoGkz8wdCQHfaYkzsbOrXTTBYHNiTM3RgMeOSVoRE1m";
const SSH_KEY = "sshKey: { secret: git-key }";
const HOSTS = `knownHosts: "git.example.com ${KEY}"`;
const SHORT = "git@git.example.com:acme/dags.git";
const LONG = "ssh://git@git.example.com:2222/acme/dags.git";

/** Lines of one file, as a person reads them, without the place that is not asked for. */
function said(git: string, credentials?: string, version = "3.3.2"): readonly string[] {
  const more = credentials === undefined ? "" : `, credentials: { ${credentials} }`;
  const result = readDeployment(
    {
      path: "configs/a.yaml",
      text: `target: docker
airflow: { version: "${version}", dags: { git: ${JSON.stringify(git)}${more} } }
workers: { default: { queues: [default] } }
docker: { gitSyncImage: "git-sync:v4.4.2" }
`,
    },
    targets,
  );
  return (result.ok ? result.notices : result.problems)
    .map(line)
    .map((one) => one.replace(/^configs\/a\.yaml:\d+:\d+ airflow\.dags\./, ""));
}

const NEITHER =
  "git over SSH logs in with a key and checks that of the host: write credentials: { sshKey: { secret: NAME }, knownHosts: { file: PATH } }";
const HTTPS = "https://git.example.com/acme/dags.git, where it is private with password: { secret: NAME }";
const OWNER = "compare it with what the host's owner says";

test("git over SSH without anything that logs in", () => {
  const text = `target: docker
airflow: { version: "3.3.2", dags: { git: "${SHORT}" } }
workers: { default: { queues: [default] } }
`;
  const result = readDeployment({ path: "configs/git-ssh.yaml", text }, targets);
  expect(result.ok ? [] : result.problems.map(line)).toEqual([
    `configs/git-ssh.yaml:2:43 airflow.dags.git: ${NEITHER}, or git: ${HTTPS}`,
  ]);
});

test.each([SHORT, LONG])("%s with a key and the keys of its host is good, in both releases", (git) => {
  expect(said(git, `${SSH_KEY}, ${HOSTS}`)).toEqual([]);
  const old = said(git, `${SSH_KEY}, knownHosts: { file: ./known_hosts }`, "2.11.2");
  expect(old.filter((one) => !/git-sync keeps a copy|out of support/.test(one))).toEqual([]);
});

test.each<[string, string, string | undefined, readonly string[]]>([
  ["nothing", LONG, undefined, [`git: ${NEITHER}, or git: ${HTTPS}`]],
  [
    "no hosts",
    LONG,
    SSH_KEY,
    [
      `credentials: git over SSH checks the key of its host; run ssh-keyscan -p 2222 git.example.com > known_hosts, ${OWNER}, and write knownHosts: { file: ./known_hosts }`,
    ],
  ],
  ["no key", SHORT, HOSTS, ["credentials: git over SSH logs in with a key; write sshKey: { secret: NAME }"]],
  [
    "a token",
    SHORT,
    `username: bot, password: { secret: token }, ${HOSTS}`,
    [
      "credentials.username: username: goes with git over HTTPS; over SSH the user stands in the address; leave it out",
      `credentials.password: password: goes with git over HTTPS; over SSH a key logs in: write sshKey: { secret: NAME }, or git: ${HTTPS}`,
    ],
  ],
  [
    "a key over HTTPS",
    "https://git.example.com/acme/dags.git",
    `${SSH_KEY}, ${HOSTS}`,
    ["sshKey", "knownHosts"].map(
      (key) =>
        `credentials.${key}: ${key}: goes with git over SSH only; write git: ssh://git@git.example.com/acme/dags.git, or password: { secret: NAME } for this address`,
    ),
  ],
  [
    "a user alone over HTTPS",
    "https://git.example.com/acme/dags.git",
    "username: bot",
    ["credentials: expected password: { secret: NAME }, with a token or the password of the user"],
  ],
  [
    "a path in place of lines",
    SHORT,
    `${SSH_KEY}, knownHosts: ./known_hosts`,
    ["credentials.knownHosts: expected lines of known_hosts; write { file: PATH } for a file with them"],
  ],
  [
    "no lines of known_hosts",
    SHORT,
    `${SSH_KEY}, knownHosts: "git.example.com ssh-ed25519 nonsense"`,
    [
      "credentials.knownHosts: line 1 is not of the form HOST KIND KEY, as in known_hosts; write what ssh-keyscan git.example.com prints",
    ],
  ],
  [
    "another host's",
    LONG,
    `${SSH_KEY}, knownHosts: "[git.example.com]:22 ${KEY}"`,
    [
      `credentials.knownHosts: none of its lines is of [git.example.com]:2222, the repository's host; add what ssh-keyscan -p 2222 git.example.com prints, and ${OWNER}`,
    ],
  ],
  [
    "neither text nor file",
    SHORT,
    `${SSH_KEY}, knownHosts: [a]`,
    ["credentials.knownHosts: expected lines of known_hosts, or { file: PATH }, got a list"],
  ],
  [
    "a key in the file",
    SHORT,
    `sshKey: "-----BEGIN OPENSSH PRIVATE KEY-----", ${HOSTS}`,
    ["credentials.sshKey: a secret is never written into this file: write { secret: NAME } or { file: PATH }"],
  ],
])("%s", (_, git, credentials, messages) => {
  expect(said(git, credentials)).toEqual(messages);
});

test("a private key in place of hosts is refused as a secret, and not shown", () => {
  const lines = said(SHORT, `${SSH_KEY}, knownHosts: "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXk\\n"`);
  expect(lines.join("\n")).not.toContain("b3BlbnNzaC1rZXk");
  expect(lines).toContainEqual(expect.stringContaining("looks like a private key"));
});

test("several lines may stand in the file", () => {
  const lines = `knownHosts: "# git\\n[git.example.com]:2222 ${KEY}\\ngit.example.com ${KEY}\\n"`;
  expect(said(SHORT, `${SSH_KEY}, ${lines}`)).toEqual([]);
  expect(said(LONG, `${SSH_KEY}, ${lines}`)).toEqual([]);
});

test("the same on the clouds", () => {
  const dags = (more: string) =>
    `airflow: { version: "3.3.2", image: "registry.test/airflow@sha256:${"0".repeat(64)}", dags: { git: "${SHORT}"${more} } }`;
  for (const found of [saidOnAws, saidOnGcp]) {
    expect(found(dags("")).filter((one) => one.startsWith("airflow.dags"))).toEqual([
      `airflow.dags.git: ${NEITHER}, or git: ${HTTPS}`,
    ]);
    const good = found(dags(`, credentials: { ${SSH_KEY}, ${HOSTS} }`));
    expect(good.filter((one) => one.startsWith("airflow.dags"))).toEqual([]);
  }
});

describe("a file of hosts", () => {
  const root = mkdtempSync(join(tmpdir(), "git-over-ssh-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const found = (text?: string | Buffer) => {
    if (text !== undefined) writeFileSync(join(root, "known_hosts"), text);
    const credentials = { sshKey: { secret: "k" }, knownHosts: { file: text === undefined ? "none" : "known_hosts" } };
    return unfit(deployment({}, { dags: { git: SHORT, credentials } }), root);
  };
  const path = ["airflow", "dags", "credentials", "knownHosts", "file"];

  test("that has the host is good", () => {
    expect(found(`# remark\ngit.example.com ${KEY}\n`)).toEqual([]);
  });

  test.each<[string, string | Buffer | undefined, string]>([
    ["that is not there", undefined, "none does not exist: make it, or write what ssh-keyscan git.example.com prints"],
    [
      "with a line's end of Windows",
      `git.example.com ${KEY}\r\n`,
      "known_hosts: line 1 is not of the form HOST KIND KEY, as in known_hosts; write what ssh-keyscan git.example.com prints",
    ],
    [
      "without the host",
      `hub.example.com ${KEY}\n`,
      `known_hosts: none of its lines is of git.example.com, the repository's host; add what ssh-keyscan git.example.com prints, and ${OWNER}`,
    ],
    [
      "that is no text",
      Buffer.from([0xff, 0xfe]),
      "known_hosts is not UTF-8 text: save it as UTF-8, or write what ssh-keyscan git.example.com prints",
    ],
  ])("%s", (_, text, message) => {
    expect(found(text)).toEqual([{ path, message }]);
  });
});
