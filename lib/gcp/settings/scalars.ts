import { z } from "zod";
import { about } from "../../deployment/schema/about";

const PROJECT = "expected a project's id such as acme-data: 6 to 30 lower-case letters, digits and '-'";

/** Source: Google Cloud, "Creating and managing projects". Ids of old domains carry `example.com:` in front. */
export const project = () =>
  z
    .string({ error: PROJECT })
    .regex(/^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/, { error: PROJECT })
    .meta({ title: "project id" });

const ZONE = "expected a zone such as europe-west3-a";

/** Source: Compute Engine, "Regions and zones". */
export const zone = () =>
  z
    .string({ error: ZONE })
    .regex(/^[a-z]+(-[a-z]+)+[0-9]{1,2}-[a-z]$/, { error: ZONE })
    .meta({ title: "zone" });

/** The region that a zone lies in. */
export const regionOf = (of: string): string => of.slice(0, of.lastIndexOf("-"));

/** A type of machine. What each has is in machine-types.ts. */
export const machine = () =>
  z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/, { error: "expected a machine type such as e2-standard-4" })
    .meta({ title: "machine type" });

/** An address range in CIDR form. Bits below the mask are refused by rules/network.ts, with the range to write. */
export const cidr = () =>
  z
    .cidrv4({ error: "expected an IPv4 range such as 10.10.0.0/24" })
    .meta({ title: "IPv4 range", ...about("Addresses in CIDR form.", "10.10.0.0/24") });

export const address = () =>
  z.ipv4({ error: "expected an IPv4 address such as 10.10.0.10" }).meta({ title: "IPv4 address" });

/** RFC 1035, which Compute Engine takes for its names. */
export const resource = (example: string) =>
  z
    .string()
    .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
      error: `expected a name such as ${example}: lower-case letters, digits and '-', at most 63, a letter first`,
    })
    .meta({ title: "name" });

/** Source: Cloud Storage, "Object naming guidelines: buckets". */
export const bucket = () =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, {
      error: "expected a bucket's name: 3 to 63 lower-case letters, digits, '.', '_' and '-'",
    })
    .meta({ title: "bucket" });

/** Somebody in IAM's own words. */
export const member = () =>
  z
    .string()
    .regex(/^(user|group|serviceAccount|domain):[^\s:]+$/, {
      error: "expected user:, group:, serviceAccount: or domain: and an address, such as group:data@example.com",
    })
    .meta({ title: "member" });

/** A role of IAM, of Google's or of the project's own. */
export const role = () =>
  z
    .string()
    .regex(/^(roles\/[A-Za-z0-9.]+|projects\/[a-z0-9.:-]+\/roles\/[A-Za-z0-9_.]+)$/, {
      error: "expected a role such as roles/bigquery.jobUser",
    })
    .meta({ title: "role" });

export const gib = (least: number, most: number) => z.int().min(least).max(most).meta({ title: "GiB" });
