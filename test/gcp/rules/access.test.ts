import { said } from "../said";

const LONG = `${"a".repeat(60)}.example.com`;

test.each([
  [
    "an address without a load balancer",
    ["webserver: { port: 8988, baseUrl: 'https://airflow.example.com' }"],
    [
      "webserver.baseUrl: got https://airflow.example.com; people come through a tunnel, to http://localhost:8988: leave baseUrl: out, or write access.domain for an address of its own",
    ],
  ],
  [
    "another port than the tunnel's",
    ["webserver: { port: 8988, baseUrl: 'http://localhost:8080' }"],
    [
      "webserver.baseUrl: got http://localhost:8080; people come through a tunnel, to http://localhost:8988: leave baseUrl: out, or write access.domain for an address of its own",
    ],
  ],
  ["the end of the tunnel", ["webserver: { port: 8988, baseUrl: 'http://localhost:8988' }"], []],
  ["a path behind the tunnel", ["webserver: { baseUrl: 'http://localhost:8080/airflow' }"], []],
  [
    "a path behind another port",
    ["webserver: { port: 8988, baseUrl: 'http://localhost:8080/airflow' }"],
    [
      "webserver.baseUrl: got http://localhost:8080; people come through a tunnel, to http://localhost:8988: leave baseUrl: out, or write access.domain for an address of its own",
    ],
  ],
  ["port 80", ["webserver: { port: 80, baseUrl: 'http://localhost' }"], []],
  [
    "a domain without its address",
    ["access: { domain: airflow.example.com, members: ['user:a@example.com'] }"],
    ["webserver.baseUrl: missing; people come to access.domain: write https://airflow.example.com"],
  ],
  [
    "a domain with its address",
    [
      "access: { domain: airflow.example.com, members: ['user:a@example.com'] }",
      "webserver: { baseUrl: 'https://airflow.example.com' }",
    ],
    [],
  ],
  [
    "a domain with another address",
    [
      "access: { domain: airflow.example.com, members: ['user:a@example.com'] }",
      "webserver: { baseUrl: 'http://airflow.example.com' }",
    ],
    [
      "webserver.baseUrl: got http://airflow.example.com, and people come to access.domain: write https://airflow.example.com",
    ],
  ],
  [
    "a domain with a path",
    [
      "access: { domain: airflow.example.com, members: ['user:a@example.com'] }",
      "webserver: { baseUrl: 'https://airflow.example.com/ui' }",
    ],
    [],
  ],
  [
    "a domain that nobody may enter",
    ["access: { domain: airflow.example.com }", "webserver: { baseUrl: 'https://airflow.example.com' }"],
    [
      "access.members: empty, and nobody passes Google's login at the domain without the role roles/iap.httpsResourceAccessor, not even the project's owner; write who may, such as group:data@example.com",
    ],
  ],
  [
    "a domain that is a lone name",
    ["access: { domain: airflow, members: ['user:a@example.com'] }", "webserver: { baseUrl: 'https://airflow' }"],
    ["access.domain: got airflow; a certificate is made for a full name: write one, such as airflow.example.com"],
  ],
  [
    "a domain that no certificate is made for",
    [`access: { domain: ${LONG}, members: ['user:a@example.com'] }`, `webserver: { baseUrl: 'https://${LONG}' }`],
    ["access.domain: got 72 characters, and a certificate is made for at most 64; write a shorter name"],
  ],
  [
    "somebody twice",
    ["access: { members: ['user:a@example.com', 'user:a@example.com'] }"],
    ["access.members[1]: user:a@example.com is written twice; remove one"],
  ],
  [
    "everybody",
    ["access: { members: [allUsers] }"],
    [
      'access.members[0]: expected user:, group:, serviceAccount: or domain: and an address, such as group:data@example.com, got "allUsers"',
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
