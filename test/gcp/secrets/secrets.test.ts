// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Fn } from "cdktf";
import { hole, inUrl } from "../../../lib/airflow/secrets/secret";
import type { MachineDocument, Piece } from "../../../lib/gcp/machines/document";
import { secretsOf } from "../../../lib/gcp/secrets/secrets";
import { resourceOf } from "../../support/gcp";
import { SECRET, used, VERSION } from "../../support/gcp-secrets";

type Document = Pick<MachineDocument, "units" | "authorities">;

/** A machine with one unit for each of these texts. */
const document = (authorities: Record<string, string>, ...texts: readonly (readonly Piece[])[]): Document => ({
  authorities,
  units: texts.map((pieces, index) => ({
    name: `unit-${index}`,
    stage: "airflow",
    text: "",
    drainSeconds: 0,
    environment: {},
    secrets: { "environment/A": pieces },
  })),
});

test("a text goes to the machine in pieces, with its secrets by their names", () => {
  const text = ["postgresql://airflow:", inUrl(hole("metadata-database")), "@db:5432/${not ours}"];
  expect(used((secrets) => secrets.pieces(text)).value).toEqual([
    "postgresql://airflow:",
    { secret: "acme-metadata-database", encode: "url" },
    // An output is Terraform's; a document is not, and takes it as it is.
    "@db:5432/${not ours}",
  ]);
});

test("a machine's secrets are those of its units, each once", () => {
  const of = (secret: string): Piece => ({ secret });
  expect(secretsOf(document({}, ["b:", of("b")], [of("a"), of("b")]))).toEqual(["a", "b"]);
});

describe("what only Terraform knows of a machine", () => {
  const references = used((secrets) => {
    const pieces = secrets.pieces([hole("broker"), { given: { secret: "crm" } }]);
    secrets.pieces([hole("admin")]);
    return secrets.references(document({ broker: "/opt/airflow-cdktf/broker-ca.pem" }, pieces), {
      broker: Fn.trimspace("PEM"),
      "metadata-database": "PEM",
    });
  });

  test("are versions of its own secrets, and authorities that its document places", () => {
    expect(references.value).toBe(
      `\${jsonencode({"versions" = {"acme-broker" = ${VERSION}.broker.version, "crm" = data.${VERSION}.given-crm.version}, "authorities" = {"broker" = trimspace("PEM")}})}`,
    );
  });

  test("an authority that is not known is a fault of ours", () => {
    expect(() => used((secrets) => secrets.references(document({ broker: "/a" }), {}))).toThrow(
      "no authority of broker is known",
    );
  });
});

describe("a right", () => {
  const granted = used((secrets) => {
    const pieces = secrets.pieces([hole("broker"), { given: { secret: "crm" } }, hole("admin")]);
    secrets.grantRead("worker1", "serviceAccount:w@acme", secretsOf(document({}, pieces.slice(0, 2))));
    return "";
  });
  const RIGHT = "google_secret_manager_secret_iam_member";

  test("is given for each secret that the machine reads, and for no other", () => {
    expect(Object.keys(granted.json.resource[RIGHT] ?? {})).toEqual(["worker1_broker", "worker1_given-crm"]);
  });

  test("is to read the value, of ours and of one that exists", () => {
    const right = { role: "roles/secretmanager.secretAccessor", member: "serviceAccount:w@acme" };
    expect(resourceOf(granted.json, RIGHT, "worker1_broker")).toEqual({
      ...right,
      secret_id: `\${${SECRET}.broker.id}`,
    });
    expect(resourceOf(granted.json, RIGHT, "worker1_given-crm")).toEqual({ ...right, secret_id: "crm" });
  });

  test("to a secret of nobody's is none", () => {
    expect(() => used((secrets) => secrets.grantRead("main", "x", ["acme-broker"]))).toThrow(
      "not a secret of this deployment: acme-broker",
    );
  });
});
