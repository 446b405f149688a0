// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { hole } from "../../../lib/airflow/secrets/secret";
import { resourceOf } from "../../support/gcp";
import { SECRET, used, VERSION, written } from "../../support/gcp-secrets";

const RANDOM = "random_password";

describe("a secret that is made here", () => {
  const jwt = used((secrets) => secrets.pieces([hole("jwt-1")]));

  test("is named in a machine's document, without Terraform", () => {
    expect(jwt.value).toEqual([{ secret: "acme-jwt-1" }]);
  });

  test("lies in the deployment's region, and a replaced value can be had back for a month", () => {
    expect(resourceOf(jwt.json, SECRET, "jwt-1")).toEqual({
      secret_id: "acme-jwt-1",
      annotations: { description: "Key that signs the tokens of tasks of acme" },
      replication: { user_managed: { replicas: [{ location: "europe-west3" }] } },
      version_destroy_ttl: "2592000s",
      lifecycle: { prevent_destroy: false },
      depends_on: [],
    });
  });

  test("is random text that Terraform writes and forgets", () => {
    expect(jwt.json.ephemeral).toEqual({ [RANDOM]: { "jwt-1": { length: 64, special: false } } });
    expect(written(jwt, "jwt-1")).toEqual({
      secret: `\${${SECRET}.jwt-1.id}`,
      secret_data_wo: "${ephemeral.random_password.jwt-1.result}",
      secret_data_wo_version: 1,
      lifecycle: { create_before_destroy: true, prevent_destroy: false },
    });
  });

  test.each([
    ["api-2", 64],
    ["metadata-database", 32],
    ["fernet-1", 32],
    ["admin", 32],
  ] as const)("%s has %d characters", (name, length) => {
    const { json } = used((secrets) => secrets.pieces([hole(name)]));
    expect(json.ephemeral?.[RANDOM]?.[name]).toEqual({ length, special: false });
  });

  test("is URL-safe base64 of 32 bytes where it is a Fernet key", () => {
    const made = used((secrets) => secrets.pieces([hole("fernet-3")]));
    expect(written(made, "fernet-3")["secret_data_wo"]).toBe(
      '${replace(replace(base64encode(ephemeral.random_password.fernet-3.result), "+", "-"), "/", "_")}',
    );
  });

  test("is one, however often it is asked for", () => {
    const { json } = used((secrets) => [secrets.pieces([hole("admin")]), secrets.pieces([hole("admin")])]);
    expect(Object.keys(json.resource[SECRET] ?? {})).toEqual(["admin"]);
  });
});

describe("with protect", () => {
  const kept = (name: "fernet-1" | "metadata-database" | "admin", ...entries: readonly string[]) => {
    const { json } = used((secrets) => secrets.pieces([hole(name)]), ...entries);
    return [SECRET, VERSION].map((type) => {
      const { lifecycle } = resourceOf(json, type, name) as { lifecycle: { prevent_destroy: boolean } };
      return lifecycle.prevent_destroy;
    });
  };

  test("neither a Fernet key nor its value goes: what it encrypted would be lost", () => {
    expect(kept("fernet-1")).toEqual([true, true]);
  });

  test("the database's password stays, and may be replaced", () => {
    expect(kept("metadata-database")).toEqual([true, false]);
  });

  test("any other may be made anew", () => {
    expect(kept("admin")).toEqual([false, false]);
  });

  test("nothing is kept where the file says so", () => {
    expect(kept("fernet-1", "protect: false")).toEqual([false, false]);
  });
});

describe("a secret that Google makes", () => {
  const taken = used((secrets) => {
    secrets.take("broker", "${google_redis_instance.broker.auth_string}", 7);
    return secrets.pieces([hole("broker")]);
  });

  test("is found under the deployment's own name", () => {
    expect(taken.value).toEqual([{ secret: "acme-broker" }]);
    expect(taken.json.ephemeral).toBeUndefined();
  });

  test("is written by the write-only argument too", () => {
    expect(written(taken, "broker")).toMatchObject({
      secret_data_wo: "${google_redis_instance.broker.auth_string}",
      secret_data_wo_version: 7,
    });
  });

  test("must come before anybody asks for it", () => {
    const late = () =>
      used((secrets) => {
        secrets.pieces([hole("broker")]);
        secrets.take("broker", "x", 1);
      });
    expect(late).toThrow("secret broker was generated before its value came");
  });
});
