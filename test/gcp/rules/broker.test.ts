import { said } from "../said";

test.each([
  [
    "what our own broker has not",
    ["broker: { port: 6380, database: 2 }"],
    [
      "broker.port: got 6380; nobody but the processes reaches our own broker, so leave port: out",
      "broker.database: got 2; our own broker serves nobody else, so leave database: out",
    ],
  ],
  ["a password of our own broker", ["broker: { password: { secret: redis } }"], []],
  [
    "what Memorystore has not",
    [
      "memorystore: {}",
      "broker: { image: 'redis:8', password: { secret: redis } }",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    [
      "broker.image: Memorystore runs our own broker, so it has no image; leave image: out",
      "broker.password: Memorystore makes the password itself and takes none; leave password: out, or remove memorystore:",
    ],
  ],
  [
    "Memorystore without a copy",
    ["memorystore: { highAvailability: false }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "memorystore.highAvailability: without a copy the server's outage stops all queues, and tasks that wait there are lost; write highAvailability: true",
    ],
  ],
  [
    "an existing broker and Memorystore, in the clear",
    ["memorystore: {}", "broker: { host: redis.example.com }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "memorystore: broker.host names an existing server, so none is made; remove memorystore:, or host:",
      "broker: tasks and the password cross the network in the clear; write tls: true",
    ],
  ],
  ["an existing broker", ["broker: { host: redis.example.com, tls: true }"], []],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
