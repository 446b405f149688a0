import { said } from "../said";

test.each([
  [
    "a public load balancer without a certificate",
    ["loadBalancer: { allow: [203.0.113.0/24] }"],
    [
      "loadBalancer: a public load balancer must have a certificate; write certificate: ARN of one for airflow.example.com, or zone: ID of the hosted zone in which one is made",
    ],
  ],
  [
    "a certificate and a zone",
    [
      "loadBalancer: { zone: Z0123456789ABC, certificate: arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888, allow: [203.0.113.0/24] }",
    ],
    ["loadBalancer.zone: certificate: names one that exists, zone: makes one; write one of them"],
  ],
  [
    "nobody allowed",
    ["loadBalancer: { zone: Z0123456789ABC }"],
    ["loadBalancer.allow: missing; expected a list of address ranges such as [203.0.113.0/24]"],
  ],
  [
    "no load balancer",
    ["loadBalancer:"],
    ["loadBalancer: missing; expected a section such as { zone: Z0123456789ABC, allow: [203.0.113.0/24] }"],
  ],
  [
    "everybody allowed",
    ["loadBalancer: { zone: Z0123456789ABC, allow: [0.0.0.0/0, 203.0.113.0/24] }"],
    [
      "loadBalancer.allow[1]: 203.0.113.0/24 is part of 0.0.0.0/0 already; remove one of them",
      "loadBalancer.allow[0]: 0.0.0.0/0 lets everybody on the internet reach the login page; better write the ranges of your people",
    ],
  ],
  [
    "ranges that overlap, and private ones",
    ["loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.7/24, 10.0.0.0/8, 203.0.113.9/32, 203.0.113.9/32] }"],
    [
      "loadBalancer.allow[0]: 203.0.113.7/24 has bits below its mask; write 203.0.113.0/24",
      "loadBalancer.allow[2]: 203.0.113.9/32 is part of 203.0.113.7/24 already; remove one of them",
      "loadBalancer.allow[3]: 203.0.113.9/32 is part of 203.0.113.7/24 already; remove one of them",
      "loadBalancer.allow[1]: 10.0.0.0/8 are private addresses, which nobody has on the internet: write the public ones of your network, or public: false",
    ],
  ],
  [
    "an address instead of a list",
    ["loadBalancer: { zone: Z0123456789ABC, allow: 203.0.113.7 }"],
    ['loadBalancer.allow: expected a list of address ranges such as [203.0.113.0/24], got "203.0.113.7"'],
  ],
  [
    "an address instead of a range",
    ["loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.7] }"],
    [
      'loadBalancer.allow[0]: expected an IPv4 range such as 203.0.113.0/24, or 203.0.113.7/32 for one address, got "203.0.113.7"',
    ],
  ],
  [
    "an internal page without a certificate",
    ["webserver: { baseUrl: 'http://airflow.acme.internal' }", "loadBalancer: { public: false, allow: [10.0.0.0/8] }"],
    [
      "loadBalancer: without a certificate passwords cross your network in the clear; write certificate: ARN of one for airflow.acme.internal, or zone: ID of the hosted zone in which one is made",
    ],
  ],
  [
    "https without a certificate",
    ["loadBalancer: { public: false, allow: [10.0.0.0/8] }"],
    [
      "loadBalancer: webserver.baseUrl begins with https://; write certificate: ARN of one for airflow.example.com, or zone: ID of the hosted zone in which one is made",
    ],
  ],
  ["everybody inside", ["loadBalancer: { public: false, zone: Z0123456789ABC, allow: [0.0.0.0/0] }"], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
