import { said } from "../said";

test.each([
  [
    "an address outside of the subnet",
    ["master: { address: 10.11.0.5 }"],
    ["master.address: 10.11.0.5 is outside of network.range, 10.10.0.0/24; write one from 10.10.0.2 to 10.10.0.253"],
  ],
  [
    "the address of the subnet itself",
    ["master: { address: 10.10.0.0 }"],
    [
      "master.address: 10.10.0.0 is one of the four that Google keeps in 10.10.0.0/24; write one from 10.10.0.2 to 10.10.0.253",
    ],
  ],
  [
    "the address of Google's gateway",
    ["master: { address: 10.10.0.1 }"],
    [
      "master.address: 10.10.0.1 is one of the four that Google keeps in 10.10.0.0/24; write one from 10.10.0.2 to 10.10.0.253",
    ],
  ],
  [
    "the last address but one",
    ["master: { address: 10.10.0.254 }"],
    [
      "master.address: 10.10.0.254 is one of the four that Google keeps in 10.10.0.0/24; write one from 10.10.0.2 to 10.10.0.253",
    ],
  ],
  ["the first that can be had", ["master: { address: 10.10.0.2 }"], []],
  ["the last that can be had", ["master: { address: 10.10.0.253 }"], []],
  ["an address of a larger subnet", ["master: { address: 10.10.3.253 }", "network: { range: 10.10.0.0/22 }"], []],
  [
    "an existing broker at the master's address",
    ["broker: { host: 10.10.0.10, tls: true }"],
    [
      "broker.host: 10.10.0.10 is the address of the master, where no server of yours runs; remove host: to have one there, or write another master.address",
    ],
  ],
  [
    "an existing database at the master's address",
    ["master: { address: 10.10.0.7 }", "metadataDatabase: { host: 10.10.0.7, tls: true, password: { secret: db } }"],
    [
      "metadataDatabase.host: 10.10.0.7 is the address of the master, where no server of yours runs; remove host: to have one there, or write another master.address",
    ],
  ],
  [
    "no address at all",
    ["master: { address: 10.10.0.999 }"],
    ['master.address: expected an IPv4 address such as 10.10.0.10, got "10.10.0.999"'],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
