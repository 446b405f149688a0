import { createHash } from "node:crypto";
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { Fn, Op } from "../../encode/functions";
import { secretFile as fileText, homePath } from "../../encode/paths";
import { numberOf } from "../../encode/reference";
import { literal } from "../../encode/terraform";
import type { Source } from "./source";
import { type Store, stored } from "./stored";
import { DIGITS_OF_SECRET, versionNumber } from "./version-number";

/** 64 KiB, in digits of base64 without its padding. Source: Secrets Manager, PutSecretValue. */
const MOST_BYTES = 65_536;
const MOST_DIGITS = Math.ceil((MOST_BYTES * 8) / 6);

const DIGEST_DIGITS = 6;

/** A secret that a file of the machine that deploys holds: all of it without the space around it, or one key of JSON. */
export const secretFile = (scope: Construct, store: Store, path: string, key: string | undefined): Source =>
  fromFile(scope, store, path, {
    name: `file-${slug(key === undefined ? path : `${path}-${key}`)}-${digest(JSON.stringify([path, key]))}`,
    value: fileText(path, key),
  });

/** A file of KEY=VALUE lines, as it is. */
export const environmentFile = (scope: Construct, store: Store, path: string): Source =>
  fromFile(scope, store, path, { name: "environment-file", value: Fn.file(homePath(path)) });

interface FromFile {
  readonly name: string;
  readonly value: string;
}

function fromFile(scope: Construct, store: Store, path: string, { name, value }: FromFile): Source {
  // A condition must refer to something; a sensitive one, so that a refusal does not show it. No plan holds it.
  const local = new TerraformLocal(scope, `${name}-local`, Fn.sensitive(value));
  local.overrideLogicalId(name);
  const digits = Fn.lengthOf(Fn.replace(Fn.base64encode(local.asString), "=", ""));
  return stored(scope, store, name, {
    description: `Copy of a file for ${store.stack}`,
    value: local.asString,
    // With the ARN, so that equal secrets of two stacks are not known to be equal.
    version: (arn) => numberOf(Fn.nonsensitive(versionNumber([arn, local.asString], DIGITS_OF_SECRET))),
    refused: [
      {
        condition: Op.and(Op.gte(digits, 1), Op.lte(digits, MOST_DIGITS)),
        errorMessage: literal(
          `${path} must hold 1 byte to 64 KiB, because Secrets Manager keeps no more in a secret. Shorten it, or write some of its values as airflow.environment.`,
        ),
      },
    ],
  });
}

/** What of a path may stand in a Terraform address. */
const slug = (path: string): string => path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** `a/b` and `a-b` are two files. */
const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, DIGEST_DIGITS);
