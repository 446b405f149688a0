import { type Precondition, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { digest } from "../deployment/digest";
import { SECRET_BYTES } from "../deployment/usual";
import { Fn, Op } from "./functions";
import { homePath, secretFile } from "./paths";
import { literal } from "./terraform";
import { secretVersionNumber } from "./version-number";

/** In digits of base64 without its padding. */
const MOST_DIGITS = Math.ceil((SECRET_BYTES * 8) / 6);

/** Of a digest in a name: two paths with the same words are two secrets. */
const NAME_DIGITS = 6;

/** Where a copy is kept. */
export interface Into {
  readonly stack: string;
  /** As people call it: `Secrets Manager`. */
  readonly manager: string;
  /** Characters of a path and a key in a secret's name; its last ones. */
  readonly most: number;
}

/** A copy of a file of the machine that deploys, as a secret of ours. */
export interface Copy {
  readonly name: string;
  readonly description: string;
  /** It is written and then forgotten. */
  readonly value: string;
  readonly version: (id: string) => number;
  readonly refused: readonly Precondition[];
}

/** A secret that such a file holds: all of it without the space around it, or one key of JSON. */
export function fileCopy(scope: Construct, into: Into, path: string, key: string | undefined): Copy {
  const name = slug(key === undefined ? path : `${path}-${key}`, into.most);
  return copy(
    scope,
    into,
    path,
    `file-${name}-${digest(JSON.stringify([path, key]), NAME_DIGITS)}`,
    secretFile(path, key),
  );
}

/** A file of KEY=VALUE lines, as it is. */
export const environmentCopy = (scope: Construct, into: Into, path: string): Copy =>
  copy(scope, into, path, "environment-file", Fn.file(homePath(path)));

function copy(scope: Construct, { stack, manager }: Into, path: string, name: string, value: string): Copy {
  // A condition must refer to something; a sensitive one, so that a refusal does not show it. No plan holds it.
  const local = new TerraformLocal(scope, `${name}-local`, Fn.sensitive(value));
  local.overrideLogicalId(name);
  const digits = Fn.lengthOf(Fn.replace(Fn.base64encode(local.asString), "=", ""));
  return {
    name,
    description: `Copy of a file for ${stack}`,
    value: local.asString,
    // With the id, so that equal secrets of two stacks are not known to be equal.
    version: (id) => secretVersionNumber(id, local.asString),
    refused: [
      {
        condition: Op.and(Op.gte(digits, 1), Op.lte(digits, MOST_DIGITS)),
        errorMessage: literal(
          `${path} must hold 1 byte to 64 KiB, because ${manager} keeps no more in a secret. Shorten it, or write some of its values as airflow.environment.`,
        ),
      },
    ],
  };
}

/** What of a path may stand in a Terraform address and in a secret's name. */
const slug = (path: string, most: number): string =>
  path
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(-most)
    .replace(/^-|-$/g, "");
