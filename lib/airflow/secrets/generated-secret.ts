import { lookUp } from "../../deployment/look-up";
import type { SecretName } from "./secret";

/** HS512 wants keys of 64 bytes, and so do the web sessions; the rest are passwords. */
const LENGTH: Readonly<Record<string, number>> = { api: 64, jwt: 64 };
const PASSWORD_LENGTH = 32;

const WHAT: Readonly<Record<string, string>> = {
  "metadata-database": "Password of the metadata database",
  broker: "Password of the broker",
  admin: "Password of the first user of Airflow's UI",
  flower: "Password of Flower",
  fernet: "Key that encrypts connections and variables in the metadata database",
  api: "Key that signs sessions of Airflow's UI",
  jwt: "Key that signs the tokens of tasks",
};

/** A name without its generation: `fernet` of `fernet-2`. */
export const kindOf = (name: SecretName): string => name.replace(/-[0-9]+$/, "");

/** Characters of its value. */
export const lengthOf = (name: SecretName): number => lookUp(LENGTH, kindOf(name)) ?? PASSWORD_LENGTH;

/** For people who list the secrets of a cloud. */
export const describe = (name: SecretName, stack: string): string =>
  `${lookUp(WHAT, kindOf(name)) ?? kindOf(name)} of ${stack}`;
