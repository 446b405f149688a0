// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { used, VERSION } from "../../support/gcp-secrets";

describe("a secret that exists", () => {
  const token = used((secrets) => [
    secrets.pieces([{ given: { secret: "token" } }]),
    secrets.versionsOf(["token"])["token"],
  ]);
  const found = token.json.data?.[VERSION]?.["given-token"];

  test("is named as it is in the project", () => {
    expect(token.value).toEqual([[{ secret: "token" }], `\${data.${VERSION}.given-token.version}`]);
  });

  test("is looked up without its value, which no state gets", () => {
    expect(found).toMatchObject({ secret: "token", fetch_secret_data: false });
  });

  test("is not copied", () => {
    expect(token.json.resource).toBeUndefined();
  });

  test("is refused, when Terraform plans, where its newest version is destroyed", () => {
    const { postcondition } = (found?.["lifecycle"] ?? {}) as {
      postcondition?: { condition: string; error_message: string }[];
    };
    expect(postcondition?.[0]?.condition).toBe('${coalesce(self.destroy_time, "none") == "none"}');
    expect(postcondition?.[0]?.error_message).toContain("gcloud secrets versions add token --data-file=-");
  });

  test("gives one key of its JSON, which the machine takes out", () => {
    const keyed = used((secrets) => secrets.pieces([{ given: { secret: "all", key: "a:b" }, encode: "url" }]));
    expect(keyed.value).toEqual([{ secret: "all", key: "a:b", encode: "url" }]);
  });

  test("is looked up once, whatever key is asked for", () => {
    const { json } = used((secrets) => ["a", "b"].map((key) => secrets.pieces([{ given: { secret: "all", key } }])));
    expect(Object.keys(json.data?.[VERSION] ?? {})).toEqual(["given-all"]);
  });
});

describe("a secret of another project", () => {
  const NAME = "projects/acme-shared/secrets/token";
  const token = used((secrets) => {
    secrets.pieces([{ given: { secret: `${NAME}/versions/latest` } }]);
    secrets.grantRead("gpu", "serviceAccount:gpu@acme", [NAME]);
    return [secrets.pieces([{ given: { secret: NAME } }]), secrets.versionsOf([NAME])[NAME]];
  });
  const [name = "", found] = Object.entries(token.json.data?.[VERSION] ?? {})[0] ?? [];

  test("is looked up there, once, and has an address of its own", () => {
    expect(name).toMatch(/^given_projects-acme-shared-secrets-token-[0-9a-f]{8}$/);
    expect(found).toMatchObject({ secret: "token", project: "acme-shared", fetch_secret_data: false });
  });

  test("is asked for by its whole name", () => {
    expect(token.value).toEqual([[{ secret: NAME }], `\${data.${VERSION}.${name}.version}`]);
  });

  test("is opened to the machine there", () => {
    expect(token.json.resource?.["google_secret_manager_secret_iam_member"]).toEqual({
      [`gpu_${name}`]: {
        project: "acme-shared",
        secret_id: "token",
        role: "roles/secretmanager.secretAccessor",
        member: "serviceAccount:gpu@acme",
      },
    });
  });

  test("that is the deployment's own is one of the project", () => {
    const own = used((secrets) => secrets.pieces([{ given: { secret: "projects/acme-data/secrets/token" } }]));
    expect(own.value).toEqual([{ secret: "token" }]);
    expect(Object.keys(own.json.data?.[VERSION] ?? {})).toEqual(["given-token"]);
  });
});
