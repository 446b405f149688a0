import { said } from "../said";

test.each([
  [
    "Flower for the whole internet",
    ["flower: {}", "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [0.0.0.0/0] } }"],
    [
      "loadBalancer.flower.allow[0]: 0.0.0.0/0 would let everybody try Flower's password, and Flower stops workers; write the ranges of your people",
    ],
  ],
  [
    "Flower that is not published",
    ["flower: {}"],
    ["flower: nobody outside reaches Flower: write loadBalancer.flower: { allow: [...] } to publish it"],
  ],
  [
    "a way to a Flower that does not run",
    ["loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.0/24] } }"],
    ["loadBalancer.flower: the file runs no Flower; write flower: {} at the top, or remove this"],
  ],
  [
    "Flower at the port of the UI",
    [
      "flower: { port: 443 }",
      "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.0/24] } }",
    ],
    ["flower.port: port 443 is the one of webserver.baseUrl already; write another one, such as 5555"],
  ],
  [
    "Flower at the written port of the UI",
    [
      "flower: { port: 8443 }",
      "webserver: { baseUrl: 'https://airflow.example.com:8443' }",
      "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.0/24] } }",
    ],
    ["flower.port: port 8443 is the one of webserver.baseUrl already; write another one, such as 5555"],
  ],
  [
    "Flower at the port of the redirect",
    [
      "flower: { port: 80 }",
      "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.0/24] } }",
    ],
    ["flower.port: port 80 sends people on to https://; write another one, such as 5555"],
  ],
  [
    "Flower at the port of a UI in the clear",
    [
      "flower: { port: 80 }",
      "webserver: { baseUrl: 'http://airflow.acme.internal' }",
      "loadBalancer: { public: false, allow: [10.0.0.0/8], flower: { allow: [10.1.0.0/16] } }",
    ],
    [
      "flower.port: port 80 is the one of webserver.baseUrl already; write another one, such as 5555",
      "loadBalancer: without a certificate passwords cross your network in the clear; write certificate: ARN of one for airflow.acme.internal, or zone: ID of the hosted zone in which one is made",
    ],
  ],
  [
    "bits below the mask",
    [
      "flower: {}",
      "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24], flower: { allow: [203.0.113.0/24, 203.0.113.7/24] } }",
    ],
    ["loadBalancer.flower.allow[1]: 203.0.113.7/24 has bits below its mask; write 203.0.113.0/24"],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
