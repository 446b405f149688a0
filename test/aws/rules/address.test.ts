import { said } from "../said";

test.each([
  [
    "a public page in the clear",
    ["webserver: { baseUrl: 'http://airflow.example.com' }"],
    ["webserver.baseUrl: got http://; a public page is encrypted: write https://airflow.example.com"],
  ],
  [
    "a certificate and a page in the clear",
    [
      "webserver: { baseUrl: 'http://airflow.acme.internal' }",
      "loadBalancer: { public: false, zone: Z0123456789ABC, allow: [10.0.0.0/8] }",
    ],
    ["webserver.baseUrl: got http://; a page with a certificate is encrypted: write https://airflow.acme.internal"],
  ],
  [
    "no address, and a port in its place",
    ["webserver: { port: 8988 }"],
    [
      "webserver.baseUrl: missing; write the address that people type, such as https://airflow.example.com",
      "webserver.port: got 8988; people reach the UI at the port of webserver.baseUrl, so leave port: out",
    ],
  ],
  [
    "a path in the clear",
    ["webserver: { baseUrl: 'http://airflow.example.com/ui' }"],
    ["webserver.baseUrl: got http://; a public page is encrypted: write https://airflow.example.com/ui"],
  ],
  ["an address with a path", ["webserver: { baseUrl: 'https://airflow.example.com/ui' }"], []],
  [
    "an IPv4 address",
    ["webserver: { baseUrl: 'https://203.0.113.5' }"],
    [
      "webserver.baseUrl: got 203.0.113.5; a load balancer is reached by a name: write one, such as https://airflow.example.com",
    ],
  ],
  [
    "an IPv6 address",
    ["webserver: { baseUrl: 'https://[2001:db8::1]' }"],
    [
      "webserver.baseUrl: got 2001:db8::1; a load balancer is reached by a name: write one, such as https://airflow.example.com",
    ],
  ],
  [
    "this machine",
    ["webserver: { baseUrl: 'https://localhost' }"],
    [
      "webserver.baseUrl: got localhost; a load balancer is reached by a name: write one, such as https://airflow.example.com",
    ],
  ],
  [
    "a name without its zone",
    ["webserver: { baseUrl: 'https://airflow' }"],
    [
      "webserver.baseUrl: got airflow; write the full name in the zone Z0123456789ABC, such as https://airflow.example.com",
    ],
  ],
  [
    "a name that is too long for a certificate",
    ["webserver: { baseUrl: 'https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com' }"],
    ["webserver.baseUrl: its host has 70 characters, and a certificate is made for at most 64; write a shorter name"],
  ],
  [
    "the port of the redirect",
    ["webserver: { baseUrl: 'https://airflow.example.com:80' }"],
    ["webserver.baseUrl: port 80 only sends people on to https://; write another port, or none for 443"],
  ],
  ["a port of one's own", ["webserver: { baseUrl: 'https://airflow.example.com:8443/' }"], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
