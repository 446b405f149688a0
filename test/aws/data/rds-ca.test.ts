import { X509Certificate } from "node:crypto";
import { authorities, knowsRegion } from "../../../lib/aws/data/rds-ca";

const certificates = (pem: string) => pem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? [];
const subjects = (pem: string) =>
  certificates(pem).map((one) => /^CN=(.*)$/m.exec(new X509Certificate(one).subject)?.[1] ?? "");

test.each(["eu-central-1", "us-east-1", "us-east-2", "ap-northeast-2"])("databases in %s have their own", (region) => {
  expect(subjects(authorities(region)).sort()).toEqual([
    `Amazon RDS ${region} Root CA ECC384 G1`,
    `Amazon RDS ${region} Root CA RSA2048 G1`,
    `Amazon RDS ${region} Root CA RSA4096 G1`,
  ]);
});

test("the text is nothing but certificates, the same every time", () => {
  const text = authorities("eu-west-1");
  expect(certificates(text).join("")).toBe(text);
  expect(authorities("eu-west-1")).toBe(text);
});

test("none has expired, and none will for a long time", () => {
  const ends = certificates(authorities("eu-central-1")).map((one) => Date.parse(new X509Certificate(one).validTo));
  expect(Math.min(...ends)).toBeGreaterThan(Date.parse("2060-01-01"));
});

test.each(["il-central-1", "us-gov-west-1", "cn-north-1"])(
  "%s has none here: clients refuse its databases",
  (region) => {
    expect(knowsRegion(region)).toBe(false);
    const all = subjects(authorities(region));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((name) => !/^Amazon RDS [a-z0-9-]+ Root CA \w+ G1$/.test(name))).toEqual([]);
  },
);

test("a region of the list is known", () => {
  expect(knowsRegion("eu-central-1")).toBe(true);
});
