import { z } from "zod";
import type { Limits } from "../../airflow/endpoint";
import type { Reading } from "../../deployment/file/read";
import { about } from "../../deployment/schema/about";
import { image } from "../../deployment/schema/scalars";
import { type Deployment, fileOf } from "../../deployment/schema/schema";
import { backups, DAY, days, logs } from "./care";
import { cloudSql, memorystore } from "./data";
import { master } from "./master";
import { network } from "./network";
import { pool, roles } from "./pool";
import { bucket, member, project, zone } from "./scalars";

const state = z
  .strictObject({
    bucket: bucket().meta(about("Bucket that exists and keeps versions.", "acme-terraform-state")),
    prefix: z
      .string()
      .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, { error: "expected a name such as airflow/production" })
      .optional()
      .meta(about("Folder of the state in it. Unwritten: airflow/STACK.", "airflow/production")),
  })
  .meta(about("Where Terraform keeps its state, locked while somebody deploys.", { bucket: "acme-terraform-state" }));

const access = z
  .strictObject({
    members: z
      .array(member())
      .default([])
      .meta(
        about(
          "Who may open tunnels to the UI, or log in at its domain. Unwritten: who has that right in the project already.",
          ["group:data@example.com"],
        ),
      ),
    domain: z
      .hostname({ error: "expected a domain such as airflow.example.com" })
      .optional()
      .meta({
        title: "domain",
        ...about(
          "Domain of an HTTPS load balancer with Google's login in front of the UI; its record is yours to make. Unwritten: people come through tunnels only.",
          "airflow.example.com",
        ),
      }),
  })
  .prefault({})
  .meta(about("How people reach the UI: always by Identity-Aware Proxy.", { members: ["group:data@example.com"] }));

const LABEL = "expected at most 63 lower-case letters, digits, '_' and '-'";

/** Keys at the top of a file of this target. */
const top = {
  project: project().meta(about("Project that is deployed to.", "acme-data")),
  zone: zone().meta(about("Zone of the master, and of pools that name none.", "europe-west3-a")),
  state,
  network: network.prefault({}),
  os: z
    .string()
    .regex(/^cos-[0-9]{3}-lts$/, { error: "expected a milestone of Container-Optimized OS such as cos-125-lts" })
    .default("cos-125-lts")
    .meta({ title: "milestone", ...about("Milestone of Container-Optimized OS on every machine.", "cos-125-lts") }),
  gitSyncImage: image()
    .optional()
    .meta(
      about(
        "Image of Kubernetes' git-sync, version 4, which airflow.dags.git needs on 2.11. Unwritten: none.",
        "registry.k8s.io/git-sync/git-sync:v4.4.2",
      ),
    ),
  master,
  cloudSql,
  memorystore,
  databases: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, { error: "expected a name of letters, digits and '_'" })
        .meta({ title: "database" }),
    )
    .default([])
    .meta(
      about("Further databases on our own server, made if missing, with all rights for Airflow's user.", ["crawl"]),
    ),
  access,
  roles: roles().meta(
    about("Roles in the project that tasks of every pool have, and the triggerer for them.", [
      "roles/bigquery.jobUser",
    ]),
  ),
  backups,
  logs,
  cleanAfter: days("Age at which finished runs leave the metadata database, every night.", "180d").prefault("90d"),
  protect: z
    .boolean()
    .default(true)
    .meta(
      about(
        "Refuses to destroy data disk, database, logs and master; write false and deploy before cdktf destroy.",
        false,
      ),
    ),
  upgradeFrom: z
    .string()
    .regex(/^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/, { error: 'expected three numbers such as "3.3.1"' })
    .optional()
    .meta({
      title: "version",
      ...about(
        "Airflow that runs now and may be stopped for another airflow.version; may stay afterwards. Unwritten: machines refuse another version.",
        "3.3.1",
      ),
    }),
  labels: z
    .record(
      z
        .string()
        .regex(/^[a-z][a-z0-9_-]{0,62}$/, { error: `${LABEL}, a letter first` })
        .meta({ title: "LABEL" }),
      z.string().regex(/^[a-z0-9_-]{0,63}$/, { error: LABEL }),
    )
    .default({})
    .meta(about("Labels of everything that is made.", { team: "data" })),
};

/** Keys of other targets, and what to do here instead. */
const ELSEWHERE = {
  docker:
    "nothing of a machine's disk is mounted into Airflow here; put files into the image, and DAGs into it or into a repository: airflow.dags.git",
  dockerSocket: "a worker here is not given its machine's Docker socket; remove it",
  region: "the region is that of zone: remove it",
};

/** The file of this target. */
export const shape = { schema: fileOf("gcp-vms", top, pool), elsewhere: ELSEWHERE };

export type GcpFile = z.output<typeof shape.schema>;
export type GcpPool = GcpFile["workers"][string];
export type GcpReading = Reading<GcpFile>;

/** Whether a file is one of this target. */
export const isGcp = (file: Deployment): file is GcpFile => file.target === "gcp-vms";

/**
 * systemd waits for a worker as long as its tasks may take: only a change that replaces the machine has less, and that
 * is done by a command that drains first. See docs/decisions.
 */
export const limits: Limits = { drainSeconds: 7 * DAY, hostFiles: false, diskSurvives: false, replaceSeconds: 300 };
