// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { homedir } from "node:os";
import { Testing } from "cdktf";
import { METADATA } from "../../lib/gcp/names";
import { GcpVms } from "../../stacks/gcp-vms";
import { PROJECT } from "../support/docker";
import { GCP_STACK } from "../support/example";
import type { GcpJson } from "../support/gcp";
import { outside, texts } from "../support/stack-text";
import { inApp } from "../support/terraform-json";
import { gcpFile } from "./gcp-files";
import { documentIn, metadataOf, unescaped } from "./gcp-machine-text";

interface Stack {
  readonly json: GcpJson;
  /** What people review, by its name. */
  readonly reviewed: ReadonlyMap<string, string>;
}

const STACKS = new Map(
  [GCP_STACK, "own", "managed", "managed-mysql", "existing"].map((name): [string, Stack] => [
    name,
    inApp((app) => {
      const stack = new GcpVms(app, name, { ...gcpFile(name), root: PROJECT });
      const json = JSON.parse(Testing.synth(stack)) as GcpJson;
      return { json, reviewed: new Map(stack.built.bootFiles?.map(({ name, content }) => [name, content])) };
    }),
  ]),
);

const stackOf = (name: string): Stack => {
  const found = STACKS.get(name);
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
};

/** Texts of the JSON but for those that machines read as they are. */
const plain = ({ json }: Stack) =>
  texts(json).filter(([path]) => ![METADATA.userData, METADATA.machine].some((key) => path.endsWith(`/${key}`)));

describe.each([...STACKS.keys()])("stack %s", (name) => {
  const stack = stackOf(name);
  const { json } = stack;
  const machines = [...metadataOf(json)];
  const units = machines.flatMap(([machine]) => documentIn(json, machine).units);

  test("no address has a password in it", () => {
    expect(texts(json).filter(([, value]) => /:\/\/[^/\s$"'{]*:[^@/\s$"'{]+@/.test(value))).toEqual([]);
  });

  test("no variable of a process is a secret, and each secret is a name", () => {
    const suspicious = /(PASSWORD|TOKEN|SECRET|FERNET|_CONN\b|_CONN_ASYNC|BROKER_URL|RESULT_BACKEND|BASIC_AUTH)/;
    const names = units.flatMap(({ environment }) => Object.keys(environment));
    expect(names.length).toBeGreaterThan(100);
    // The name of a file, and a connection that holds nothing: the machine's own identity is used.
    const known = /_FILE$|^AIRFLOW__DATABASE__SQL_ALCHEMY_CONNECT_ARGS|^AIRFLOW_CONN_AIRFLOW_CDKTF_LOGS$/;
    expect(names.filter((one) => suspicious.test(one) && !known.test(one))).toEqual([]);
    const pieces = units.flatMap(({ secrets }) => Object.values(secrets).flat());
    const named = pieces.filter((piece) => typeof piece === "object");
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ secret }) => !/^[A-Za-z0-9_-]{1,255}$/.test(secret))).toEqual([]);
  });

  test("no process is told anything on its command line but names of files", () => {
    const told = units.map(({ text }) => text).filter((text) => /^\s+(-e|--env)[ =]/m.test(text));
    expect(told).toEqual([]);
  });

  test("the state gets no secret but by write-only arguments", () => {
    const versions = Object.values(json.resource["google_secret_manager_secret_version"] ?? {});
    for (const version of versions) {
      expect(version).not.toHaveProperty("secret_data");
      expect(version).toHaveProperty("secret_data_wo");
    }
    for (const version of Object.values(json.data?.["google_secret_manager_secret_version"] ?? {}))
      expect(version).toMatchObject({ fetch_secret_data: false });
    expect(Object.keys(json.resource)).not.toContain("google_sql_user");
    expect(texts(json).filter(([path]) => /\/(password|root_password|secret_data)$/.test(path))).toEqual([]);
  });

  test("an ephemeral value is nowhere but in write-only arguments", () => {
    const elsewhere = texts({ ...json, ephemeral: {} }).filter(
      ([path, value]) => /\bephemeral\./.test(value) && !/_wo$/.test(path) && !path.includes(`/${METADATA.userData}`),
    );
    expect(elsewhere.filter(([path]) => !path.includes("/metadata/"))).toEqual([]);
  });

  test("boot files are plain text: no reference of Terraform's, and none that was meant to be one", () => {
    expect(machines.length).toBeGreaterThan(0);
    for (const [, metadata] of machines)
      for (const key of [METADATA.userData, METADATA.machine]) {
        const raw = metadata[key] ?? "";
        expect(raw.length).toBeGreaterThan(1000);
        expect(/(?<!\$)\$\{|(?<!%)%\{/.exec(raw)).toBeNull();
        expect(
          /TfToken|TFTOKEN|\[object |google_[a-z_]+\.[a-z][\w-]*\.|data\.google_|ephemeral\./.exec(raw),
        ).toBeNull();
      }
  });

  test("what people review is letter by letter what machines boot from", () => {
    const booted = machines.flatMap(([machine, metadata]): [string, string][] => [
      [`${machine}.user-data`, unescaped(metadata[METADATA.userData] ?? "")],
      [`${machine}.machine`, unescaped(metadata[METADATA.machine] ?? "")],
    ]);
    expect(Object.fromEntries(stack.reviewed)).toEqual(Object.fromEntries(booted));
  });

  test("every token is resolved, and every expression is one", () => {
    const found = (wanted: RegExp, of = (value: string) => value) =>
      plain(stack).filter(([, value]) => wanted.test(of(value)));
    expect(found(/TfToken|TFTOKEN|\[object |\bundefined\b|\bNaN\b|creationStack/)).toEqual([]);
    const bare = found(/(?<![\w-])(google_[a-z_]+\.[a-z][\w-]+\b|ephemeral\.|data\.google_)/, outside);
    // These take addresses, not expressions.
    expect(bare.filter(([path]) => !/\/(depends_on|replace_triggered_by)\//.test(path))).toEqual([]);
  });

  test("nothing tells which machine made it", () => {
    const places = [PROJECT, homedir()].filter((place) => place.length > 1);
    expect(texts(json).filter(([, value]) => places.some((place) => value.includes(`${place}/`)))).toEqual([]);
  });
});

test("text of the example is nowhere taken for a template", () => {
  expect(plain(stackOf(GCP_STACK)).filter(([, value]) => /\$\$\{|%%\{/.test(value))).toEqual([]);
});

/** The one exception, see docs/decisions: Memorystore makes its string itself, and a machine must be told it. */
test("the string of Memorystore passes through the state, and through nothing that is read at review", () => {
  const { json } = stackOf("managed");
  const readers = texts(json).filter(([, value]) => value.includes("auth_string"));
  const version = "/resource/google_secret_manager_secret_version/broker";
  expect(readers.map(([path]) => path)).toEqual([`${version}/secret_data_wo`, `${version}/secret_data_wo_version`]);
  // Some digits of a digest, so that another string is another version.
  expect(readers[1]?.[1]).toMatch(/parseint\(substr\(sha256\(join\([^)]*auth_string/);
});
