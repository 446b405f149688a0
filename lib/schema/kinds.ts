import type { z } from "zod";
import { replicas } from "../deployment/schema/processes";
import {
  cpu,
  duration,
  image,
  memory,
  name,
  optionValue,
  path,
  plainText,
  queue,
  secretReference,
  text,
} from "../deployment/schema/scalars";
import { exported } from "./export";
import type { Node } from "./node";

const SCHEMAS: readonly (() => z.ZodType)[] = [
  text,
  path,
  name,
  queue,
  duration,
  memory,
  cpu,
  () => replicas(0),
  image,
  secretReference,
  plainText,
  optionValue,
];

/** The kinds of values that many keys have, each said once. */
export const kinds = (): readonly Node[] => SCHEMAS.map((schema) => exported(schema()));
