import { lookUp } from "../../lib/deployment/look-up";
import type { Answers, CloudAnswers } from "../../lib/new/answers";
import { PLACES } from "../../lib/new/places";
import { list } from "./pool-flag";
import type { Asking, Question } from "./question";

const asks =
  (key: keyof CloudAnswers) =>
  ({ target }: Answers): boolean =>
    lookUp(PLACES, target)?.asks.includes(key) === true;

/** One line of text that only a person knows; the example stands in until it was asked for. */
function line<Key extends Exclude<keyof CloudAnswers, "entrance" | "allow">>(
  key: Key,
  flag: string,
  message: string,
  example: (answers: Answers) => string,
): Question {
  return {
    key,
    flag,
    applies: asks(key),
    usual: (answers) => (asks(key)(answers) ? { [key]: example(answers) } : {}),
    noUsual: true,
    ask: async ({ asker, wrong }) => ({
      [key]: await asker.text(message, undefined, (answer) => wrong({ [key]: answer })),
    }),
  };
}

/** Account and region of a certificate that is known already: another place would be refused. */
const ofCertificate = ({ entrance }: Answers, part: 3 | 4): string | undefined =>
  entrance !== undefined && "certificate" in entrance ? entrance.certificate.split(":")[part] : undefined;

/** What a file of a cloud must say and nobody can guess. */
export const CLOUD_QUESTIONS: readonly Question[] = [
  line("account", "--account NUMBER", "Account, its 12 digits", (known) => ofCertificate(known, 4) ?? "123456789012"),
  line(
    "region",
    "--region REGION",
    "Region, such as eu-central-1",
    (known) => ofCertificate(known, 3) ?? "eu-central-1",
  ),
  line("project", "--project ID", "Project, by its id such as acme-data", () => "acme-data"),
  line("zone", "--machine-zone ZONE", "Zone of the master, such as europe-west3-a", () => "europe-west3-a"),
  line(
    "image",
    "--image REPOSITORY@sha256:DIGEST",
    "Image with Airflow and your DAGs, by its digest",
    () => `europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:${"0".repeat(64)}`,
  ),
  line(
    "stateBucket",
    "--state-bucket NAME",
    "Bucket of Terraform's state, which exists and keeps versions",
    () => "acme-state",
  ),
  line(
    "baseUrl",
    "--base-url ADDRESS",
    "Address that people type, such as https://airflow.example.com",
    () => "https://airflow.example.com",
  ),
  {
    key: "entrance",
    flag: "--certificate ARN or --zone ID",
    applies: asks("entrance"),
    usual: (answers) => (asks("entrance")(answers) ? { entrance: { zone: "Z0123456789ABC" } } : {}),
    noUsual: true,
    ask: async (asking) => ({ entrance: await entrance(asking) }),
  },
  {
    key: "allow",
    flag: "--allow RANGE[,RANGE...]",
    applies: asks("allow"),
    usual: (answers) => (asks("allow")(answers) ? { allow: ["203.0.113.0/24"] } : {}),
    noUsual: true,
    ask: async ({ asker, wrong }) => ({
      allow: list(
        await asker.text("Addresses of your people, such as 203.0.113.0/24, with commas between", undefined, (answer) =>
          wrong({ allow: list(answer) }),
        ),
      ),
    }),
  },
];

async function entrance({ asker, wrong }: Asking): Promise<NonNullable<Answers["entrance"]>> {
  const kind = await asker.choose(
    "Certificate of that address",
    [
      { value: "zone", name: "made here, with the name, in a hosted zone of Route 53" },
      { value: "certificate", name: "one of ACM that exists" },
    ],
    "zone",
  );
  if (kind === "zone")
    return {
      zone: await asker.text("Id of the hosted zone, such as Z0123456789ABC", undefined, (zone) =>
        wrong({ entrance: { zone } }),
      ),
    };
  return {
    certificate: await asker.text("ARN of the certificate", undefined, (certificate) =>
      wrong({ entrance: { certificate } }),
    ),
  };
}
