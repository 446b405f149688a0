import { literal } from "../../encode/terraform";
import { METADATA } from "../names";
import { wantsHyperdisk } from "./machine-types";

/** What tells a machine what to run. */
export interface Told {
  /** Value of `airflow-machine`: YAML, plain text. */
  readonly document: string;
  /** cloud-init's file, plain text. */
  readonly userData: string;
  /** Value of `airflow-references`: an expression. */
  readonly references: string;
}

/**
 * Container-Optimized OS by its family, which is a milestone. The provider takes every image of the milestone for the
 * same, so that a newer one is for machines that are made anew, and never a reason to make one anew.
 * Source: hashicorp/google, resource_compute_disk.go, suppressCosFamilyDiff.
 */
export const imageOf = (milestone: string): string => `projects/cos-cloud/global/images/family/${milestone}`;

/** Kind of disk that a type of machine takes: some take no Persistent Disk. Both are on SSDs of the middle price. */
export const diskTypeOf = (machine: string): string => (wantsHyperdisk(machine) ? "hyperdisk-balanced" : "pd-balanced");

/** Only what is signed boots, and what booted is measured. */
export const SHIELDED = { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true } as const;

/** Rights are given by roles; Google advises against scopes as a second fence. */
export const accountOf = (email: string) => ({ email, scopes: ["cloud-platform"] });

/**
 * Metadata of every machine. Values are words, as Container-Optimized OS and the guest agent read them.
 * Source: Container-Optimized OS, "Configuring logging" and "Creating and configuring instances"; Compute Engine, "Predefined metadata keys".
 */
export const metadataOf = ({ document, userData, references }: Told): Record<string, string> => ({
  [METADATA.userData]: literal(userData),
  [METADATA.machine]: literal(document),
  [METADATA.references]: references,
  // A machine says how it is in one, see names.ts.
  "enable-guest-attributes": "TRUE",
  "enable-oslogin": "TRUE",
  "block-project-ssh-keys": "TRUE",
  "serial-port-enable": "FALSE",
  // Older milestones would change by themselves at a reboot: a new image of the milestone comes with a new machine.
  "cos-update-strategy": "update_disabled",
  "google-logging-enabled": "true",
  "google-monitoring-enabled": "true",
});
