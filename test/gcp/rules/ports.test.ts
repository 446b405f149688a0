import { said } from "../said";

test.each([
  [
    "Flower at the webserver's port",
    ["flower: { port: 8080 }"],
    ["flower.port: port 8080 is webserver.port already; write another one"],
  ],
  [
    "Flower at the port where workers reach the webserver",
    ["flower: { port: 8080 }", "webserver: { port: 8988 }"],
    [
      "flower.port: got 8080, the port of the webserver itself, where workers reach it; write another one, such as 15555",
    ],
  ],
  [
    "the webserver at Flower's own port",
    ["flower: { port: 15555 }", "webserver: { port: 5555 }"],
    ["webserver.port: got 5555, the port of Flower itself; write another one, such as 8988"],
  ],
  ["the webserver at that port, without Flower", ["webserver: { port: 5555 }"], []],
  [
    "the port of SSH",
    ["webserver: { port: 22 }"],
    ["webserver.port: got 22, the port of SSH; write another one, such as 8988"],
  ],
  [
    "ports of logs",
    ["webserver: { port: 8793 }", "flower: { port: 8794 }"],
    [
      "webserver.port: got 8793, the port of the logs of workers; write another one, such as 8988",
      "flower.port: got 8794, the port of the logs of the triggerer; write another one, such as 15555",
    ],
  ],
  [
    "ports of health",
    ["webserver: { port: 8796 }", "flower: { port: 8974 }"],
    [
      "webserver.port: got 8796, the port of the health of a machine; write another one, such as 8988",
      "flower.port: got 8974, the port of the health of the scheduler; write another one, such as 15555",
    ],
  ],
  [
    "the database's and the broker's port",
    ["webserver: { port: 5432 }", "flower: { port: 6379 }"],
    [
      "webserver.port: got 5432, the port of the metadata database; write another one, such as 8988",
      "flower.port: got 6379, the port of the broker; write another one, such as 15555",
    ],
  ],
  [
    "the port of MySQL",
    ["webserver: { port: 3306 }", "metadataDatabase: { engine: mysql }"],
    ["webserver.port: got 3306, the port of the metadata database; write another one, such as 8988"],
  ],
  [
    "ports of servers that are elsewhere",
    [
      "webserver: { port: 5432 }",
      "flower: { port: 6379 }",
      "cloudSql: {}",
      "memorystore: {}",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    [],
  ],
  ["ports as the seed has them", ["webserver: { port: 8988 }", "flower: { port: 15555 }"], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
