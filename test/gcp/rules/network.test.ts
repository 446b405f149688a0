import { pool, said } from "../said";

test.each([
  [
    "bits below the mask",
    ["network: { range: 10.10.0.7/24 }"],
    ["network.range: 10.10.0.7/24 has bits below its mask; write 10.10.0.0/24"],
  ],
  [
    "a range that is too small",
    ["network: { range: 10.10.0.0/30 }"],
    ["network.range: 10.10.0.0/30 is too small: a range here has /28 or more addresses; write 10.10.0.0/24"],
  ],
  [
    "a range that is too large",
    ["network: { range: 10.0.0.0/7 }"],
    [
      "network.range: 10.0.0.0/7 overlaps addresses of the internet, which tasks could then not reach; write a private range such as 10.10.0.0/24",
    ],
  ],
  [
    "a range over addresses of the internet",
    ["network: { range: 8.8.8.0/24 }"],
    [
      "network.range: 8.8.8.0/24 overlaps addresses of the internet, which tasks could then not reach; write a private range such as 10.10.0.0/24",
    ],
  ],
  [
    "more machines than addresses",
    ["network: { range: 10.10.0.0/28 }", pool("replicas: 10, update: { surge: 2 }")],
    [
      "network.range: 10.10.0.0/28 has 12 addresses, and the file has up to 13 machines; write a range of /27 or larger, or fewer replicas",
    ],
  ],
  ["as many machines as addresses", ["network: { range: 10.10.0.0/28 }", pool("replicas: 11")], []],
  [
    "an address without a mask",
    ["network: { range: 10.10.0.0 }"],
    ['network.range: expected an IPv4 range such as 10.10.0.0/24, got "10.10.0.0"'],
  ],
  [
    "Cloud SQL and Memorystore without a range of Google's services",
    ["cloudSql: {}", "memorystore: {}"],
    [
      "cloudSql: is reached by an address in a range of Google's services, and the network has none; write network.serviceRange: 10.20.0.0/20",
      "memorystore: is reached by an address in a range of Google's services, and the network has none; write network.serviceRange: 10.20.0.0/20",
    ],
  ],
  [
    "the same in a network that exists",
    ["memorystore: {}", "network: { existing: { network: shared, subnet: airflow } }"],
    [
      "memorystore: is reached by an address in a range of Google's services, and the network has none; write network.serviceRange: 10.20.0.0/20, or existing, if the network has such a connection",
    ],
  ],
  [
    "the connection of a network that exists",
    ["memorystore: {}", "network: { existing: { network: shared, subnet: airflow }, serviceRange: existing }"],
    [],
  ],
  [
    "the connection of a network that is made",
    ["memorystore: {}", "network: { serviceRange: existing }"],
    ["network.serviceRange: the network is made here, so it has no connection yet; write a range such as 10.20.0.0/20"],
  ],
  [
    "a range of services that nobody uses",
    ["network: { serviceRange: 10.20.0.0/20 }"],
    ["network.serviceRange: neither cloudSql nor memorystore uses it; remove it, or write one of them"],
  ],
  [
    "a range of services that overlaps the machines' range",
    ["cloudSql: {}", "network: { serviceRange: 10.10.0.0/16 }"],
    ["network.serviceRange: 10.10.0.0/16 overlaps network.range, 10.10.0.0/24; write another range"],
  ],
  [
    "a range of services inside the machines' range",
    ["cloudSql: {}", "network: { range: 10.10.0.0/16, serviceRange: 10.10.8.0/24 }"],
    ["network.serviceRange: 10.10.8.0/24 overlaps network.range, 10.10.0.0/16; write another range"],
  ],
  [
    "a range of services that is too small",
    ["cloudSql: {}", "network: { serviceRange: 10.20.0.0/26 }"],
    [
      "network.serviceRange: 10.20.0.0/26 is too small: Google wants /24 or larger for its services; write 10.20.0.0/20",
    ],
  ],
  [
    "a range of services with bits below its mask",
    ["cloudSql: {}", "network: { serviceRange: 10.20.0.1/20 }"],
    ["network.serviceRange: 10.20.0.1/20 has bits below its mask; write 10.20.0.0/20"],
  ],
  [
    "a range of services over addresses of the internet",
    ["cloudSql: {}", "network: { serviceRange: 9.0.0.0/20 }"],
    [
      "network.serviceRange: 9.0.0.0/20 overlaps addresses of the internet, which tasks could then not reach; write a private range such as 10.20.0.0/20",
    ],
  ],
  [
    "machines in a range that Cloud SQL keeps",
    ["cloudSql: {}", "network: { range: 172.17.1.0/24, serviceRange: 10.20.0.0/20 }"],
    [
      "network.range: 172.17.1.0/24 overlaps 172.17.0.0/16, which Cloud SQL keeps for itself: nobody would reach it; write another range",
    ],
  ],
  [
    "Cloud SQL in a range that it keeps",
    ["cloudSql: {}", "network: { serviceRange: 172.16.0.0/12 }"],
    [
      "network.serviceRange: 172.16.0.0/12 overlaps 172.17.0.0/16, which Cloud SQL keeps for itself: nobody would reach it; write another range",
    ],
  ],
  ["the same range without Cloud SQL", ["network: { range: 172.17.1.0/24 }"], []],
  [
    "a network's name that is none",
    ["network: { existing: { network: Shared, subnet: airflow } }"],
    [
      "network.existing.network: expected a name such as shared: lower-case letters, digits and '-', at most 63, a letter first, got \"Shared\"",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
