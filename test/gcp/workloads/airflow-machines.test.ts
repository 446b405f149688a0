// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { METADATA } from "../../../lib/gcp/names";
import { resourceOf } from "../../support/gcp";
import { deployed, documentIn, metadataIn } from "../../support/gcp-deployed";
import { IMAGE } from "../../support/gcp-documents";

const json = deployed();

test("master and pool are told what they run", () => {
  expect(documentIn(json, "master")).toMatchObject({ machine: "master", image: IMAGE });
  expect(documentIn(json, "main")).toMatchObject({ machine: "main", image: IMAGE });
});

test("each kind has its own boot file", () => {
  const kind = (machine: string) => /MACHINE=(\w+)/.exec(metadataIn(json, machine)[METADATA.userData] ?? "")?.[1];
  expect([kind("master"), kind("main")]).toEqual(["master", "worker"]);
});

test("no reference is in what people review, only in what lies beside it", () => {
  for (const machine of ["master", "main"]) {
    const metadata = metadataIn(json, machine);
    for (const key of [METADATA.userData, METADATA.machine])
      expect((metadata[key] ?? "").replaceAll("$${", "")).not.toContain("${");
    expect(metadata[METADATA.references]).toMatch(/^\$\{jsonencode\(/);
  }
});

test("the versions are those of the machine's own secrets", () => {
  const references = metadataIn(json, "main")[METADATA.references] ?? "";
  expect(references).toContain("acme-fernet-1");
  expect(references).not.toContain("acme-admin");
});

test("a machine may read its own secrets and no other", () => {
  const rights = Object.keys(json.resource["google_secret_manager_secret_iam_member"] ?? {});
  expect(rights).toEqual(expect.arrayContaining(["master_admin", "main_fernet-1", "master_fernet-1"]));
  expect(rights).not.toContain("main_admin");
});

test("a worker's group comes after the master, and after its rights and the network's rules", () => {
  const after = resourceOf(json, "google_compute_instance_group_manager", "main")["depends_on"];
  expect(after).toEqual(
    expect.arrayContaining([
      "google_compute_instance.master",
      "google_secret_manager_secret_iam_member.main_fernet-1",
      "google_compute_firewall.main-from-master",
    ]),
  );
});

test("the file of variables is a secret of every process", () => {
  const more = deployed(`airflow: { version: "3.3.2", image: "${IMAGE}", envFile: .env }`);
  const worker = documentIn(more, "main").units.find(({ name }) => name === "worker-main");
  expect(Object.keys(worker?.secrets ?? {})).toContain("env-file");
});

test("an authority goes where processes look for it", () => {
  const { authorities } = documentIn(deployed("cloudSql: {}", "network: { serviceRange: 10.20.0.0/20 }"), "main");
  expect(authorities).toMatchObject({ "metadata-database": "/opt/airflow-cdktf/database-ca.pem" });
  expect(documentIn(json, "main").authorities).toEqual({});
});
