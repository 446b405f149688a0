import { z } from "zod";
import { about } from "../../deployment/schema/about";

const QUOTED = 'expected 12 digits in quotes, such as "123456789012"';

/** An account's number. In quotes, because YAML drops a leading zero: see `quoted` in settings.ts. */
export const account = () =>
  z
    .string({ error: QUOTED })
    .regex(/^[0-9]{12}$/, { error: QUOTED })
    .meta({ title: "account id" });

const REGION = "expected a region such as eu-central-1";

/** Source: the list of regions in AWS' General Reference. */
const REGION_NAME = "[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}";

/** A region by its name. */
export const region = () =>
  z
    .string({ error: REGION })
    .regex(new RegExp(`^${REGION_NAME}$`), { error: REGION })
    .meta({ title: "region" });

/** An address range in CIDR form. Bits below the mask are refused by rules/ranges.ts, with the range to write. */
export const cidr = () =>
  z
    .cidrv4({ error: "expected an IPv4 range such as 203.0.113.0/24, or 203.0.113.7/32 for one address" })
    .meta({ title: "IPv4 range", ...about("Addresses in CIDR form.", "203.0.113.0/24") });

/** How an ARN of one service begins. The provider refuses a region that is none while Terraform still validates. */
const arnOf = (service: string, resource: string) =>
  `arn:aws(-[a-z]+)*:${service}:${service === "iam" ? "" : REGION_NAME}:[0-9]{12}:${resource}`;

/** ARN of a key of KMS; one that stands in several regions begins with `mrk-`. */
export const KEY_ARN = arnOf("kms", "key/[A-Za-z0-9-]+");

/**
 * An Amazon resource name of one service, with account and, but for IAM, region.
 * @param resource pattern of what follows the account
 */
export const arn = (service: string, resource: string, example: string) =>
  z
    .string()
    .regex(new RegExp(`^${arnOf(service, resource)}$`), { error: `expected an ARN such as ${example}` })
    .meta({ title: "ARN", examples: [example] });

/** An id that AWS gave: `vpc-0a1b2c3d`. */
export const id = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), { error: `expected an id such as ${prefix}-0a1b2c3d4e5f60718` })
    .meta({ title: "id" });

/** A bucket's name. Source: Amazon S3's rules for bucket names. */
export const bucket = () =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
      error: "expected a bucket's name: 3 to 63 lower-case letters, digits, '.' and '-'",
    })
    .meta({ title: "bucket" });
