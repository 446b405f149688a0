import { createHmac } from "node:crypto";
import { entriesOf, keyscan, knownHostsFile, knows, unfit } from "../../../lib/airflow/files/known-hosts";
import { within } from "../../support/bounded";

/** A key of a kind: what follows its name does not matter here. */
const key = (kind: string) => {
  const name = Buffer.from(kind);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return `${kind} ${Buffer.concat([length, name, Buffer.alloc(36, 7)]).toString("base64")}`;
};
const ED = key("ssh-ed25519");
const hashed = (name: string) => {
  const salt = Buffer.alloc(20, 3);
  return `|1|${salt.toString("base64")}|${createHmac("sha1", salt).update(name).digest("base64")}`;
};
const at = (host: string, port = 22) => ({ user: "git", host, port });
const has = (text: string, host: string, port?: number) => {
  const entries = entriesOf(text);
  if (typeof entries === "number") throw new Error(`line ${entries}`);
  return knows(entries, at(host, port));
};

test.each<[string, string, number | undefined, boolean]>([
  [`git.example.com ${ED}`, "git.example.com", undefined, true],
  [`git.example.com ${ED}`, "GIT.example.com", undefined, true],
  [`git.example.com ${ED}`, "example.com", undefined, false],
  [`other,git.example.com,10.0.0.1 ${ED} a comment`, "10.0.0.1", undefined, true],
  [`[git.example.com]:2222 ${ED}`, "git.example.com", 2222, true],
  [`[git.example.com]:2222 ${ED}`, "git.example.com", undefined, false],
  [`[git.example.com]:2222 ${ED}`, "git.example.com", 2223, false],
  // ssh itself takes the key of the name alone for any port.
  [`git.example.com ${ED}`, "git.example.com", 2222, true],
  [`2001:db8::1 ${ED}`, "2001:db8::1", undefined, true],
  [`*.example.com ${ED}`, "git.example.com", undefined, true],
  [`*.example.com ${ED}`, "example.com", undefined, false],
  [`g?t.ex*.c*m ${ED}`, "git.example.com", undefined, true],
  [`*.example.com,!git.example.com ${ED}`, "git.example.com", undefined, false],
  [`@cert-authority *.example.com ${ED}`, "git.example.com", undefined, true],
  [`@revoked git.example.com ${ED}`, "git.example.com", undefined, false],
  [`${hashed("git.example.com")} ${ED}`, "git.example.com", undefined, true],
  [`${hashed("[git.example.com]:2222")} ${ED}`, "git.example.com", 2222, true],
  [`${hashed("git.example.com")} ${ED}`, "hub.example.com", undefined, false],
])("%s: %s, port %s", (text, host, port, found) => {
  expect(has(text, host, port)).toBe(found);
});

test("blank lines and remarks are none, and every kind of key is one", () => {
  const kinds = ["ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com"].map((kind) => `h ${key(kind)}`);
  expect(entriesOf(`# h:22 SSH-2.0-x\n\n  \n${kinds.join("\n")}\n`)).toHaveLength(3);
});

test.each([
  ["git.example.com"],
  ["git.example.com ssh-ed25519"],
  [ED],
  ["git.example.com ssh-ed25519 !!!!"],
  [`git.example.com ssh-rsa ${ED.split(" ")[1]}`],
  [`git.example.com ${ED}\r`],
  ["-----BEGIN OPENSSH PRIVATE KEY-----"],
  ["@unknown git.example.com ssh-ed25519 AAAA"],
  [`git.example.com ssh-ed25519 ${Buffer.alloc(40, 255).toString("base64")}`],
])("%j is no line of known_hosts", (line) => {
  expect(entriesOf(`good ${ED}\n${line}\n`)).toBe(2);
});

test("what is wrong, in words", () => {
  expect(unfit(`good ${ED}\nbad`, at("git.example.com"), "git.example.com")).toBe(
    "line 2 is not of the form HOST KIND KEY, as in known_hosts; write what ssh-keyscan git.example.com prints",
  );
  expect(unfit(`good ${ED}`, at("git.example.com", 2222), "git.example.com")).toBe(
    "none of its lines is of [git.example.com]:2222, the repository's host; add what ssh-keyscan -p 2222 git.example.com prints, and compare it with what the host's owner says",
  );
  expect(unfit("", at("h"), "h")).toContain("none of its lines is of h,");
  expect(unfit(`h ${ED}`, at("h"), "h")).toBeUndefined();
  expect(keyscan(at("h"))).toBe("ssh-keyscan h");
});

test("the work for a hostile text is bounded", () => {
  const pattern = `${"*a".repeat(2000)}b`;
  const text = Array.from({ length: 200 }, () => `${pattern} ${ED}`).join("\n");
  expect(within(5, () => has(text, "a".repeat(253)))).toBe(false);
});

test("the file that every process gets", () => {
  const credentials = (knownHosts: string | { file: string }) => ({ sshKey: { secret: "k" }, knownHosts });
  expect(knownHostsFile({ git: "git@h:d" }, "/project")).toEqual([]);
  expect(knownHostsFile({ credentials: credentials({ file: "./known_hosts" }) }, "/project")).toEqual([
    { target: "/opt/airflow-cdktf/known_hosts", source: "/project/known_hosts" },
  ]);
  expect(knownHostsFile({ credentials: credentials(`h ${ED}`) }, "/project")).toEqual([
    { target: "/opt/airflow-cdktf/known_hosts", content: `h ${ED}\n` },
  ]);
});
