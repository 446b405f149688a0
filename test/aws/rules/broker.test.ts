import { said } from "../said";

test.each([
  [
    "a broker of our own as ElastiCache does not make it",
    ["broker: { image: 'redis:8', port: 6380, database: 2, password: { secret: x } }", "elastiCache: { replicas: 0 }"],
    [
      "broker.image: ElastiCache runs our own broker, so it has no image; leave image: out and write elastiCache.engine",
      "broker.port: got 6380; nobody but the processes reaches our own broker, so leave port: out",
      "broker.database: got 2; our own broker serves nobody else, so leave database: out",
      "broker.password: ElastiCache takes 16 to 128 letters, digits and ! & # $ ^ < > -; leave password: out to have one made",
      "elastiCache.replicas: without a copy the node's outage stops all queues, and tasks that wait there are lost; write replicas: 1",
    ],
  ],
  [
    "an existing broker without TLS, and settings of our own",
    ["broker: { host: redis.acme }", "elastiCache: { engine: redis }"],
    [
      "elastiCache: broker.host names an existing server, so none is made; remove elastiCache:, or host:",
      "broker: tasks and the password cross the network in the clear; write tls: true",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
