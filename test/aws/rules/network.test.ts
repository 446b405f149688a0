import { said } from "../said";

test.each([
  [
    "one zone with a standby in another",
    ["network: { zones: [a] }"],
    [
      "network.zones: got one zone, and the load balancer must be in two and rds.multiAz its standby in another; write two or three, such as [a, b]",
    ],
  ],
  [
    "one zone",
    ["network: { zones: [a] }", "rds: { multiAz: false }"],
    [
      "network.zones: got one zone, and the load balancer must be in two; write two or three, such as [a, b]",
      "rds.multiAz: without a standby the outage of a zone stops Airflow until somebody restores a backup",
    ],
  ],
  ["a zone twice", ["network: { zones: [a, b, a] }"], ['network.zones[2]: zone "a" is written twice; remove one']],
  [
    "a zone by its full name",
    ["network: { zones: [eu-central-1a, b] }"],
    ['network.zones[0]: expected a zone\'s letter: a to f, got "eu-central-1a"'],
  ],
  ["four zones", ["network: { zones: [a, b, c, d] }"], ["network.zones: expected at most 3 items, got a list"]],
  [
    "a network that is too small",
    ["network: { cidr: 10.0.0.0/24 }"],
    ["network.cidr: 10.0.0.0/24 is too small: a network here has /16 to /22; write 10.0.0.0/16"],
  ],
  [
    "a network that is too large",
    ["network: { cidr: 10.0.0.0/8 }"],
    ["network.cidr: 10.0.0.0/8 is too large: a network here has /16 to /22; write 10.0.0.0/16"],
  ],
  [
    "bits below the mask",
    ["network: { cidr: 10.0.0.7/16 }"],
    ["network.cidr: 10.0.0.7/16 has bits below its mask; write 10.0.0.0/16"],
  ],
  [
    "a network over addresses of the internet",
    ["network: { cidr: 8.8.0.0/16 }"],
    [
      "network.cidr: 8.8.0.0/16 overlaps addresses of the internet, which tasks could then not reach; write a private range such as 10.20.0.0/16",
    ],
  ],
  [
    "a network that is too small for what runs in it",
    ["network: { cidr: 10.0.0.0/22 }", "workers: { main: { queues: [default], replicas: 200 } }"],
    [
      "network.cidr: 10.0.0.0/22 is too small: the file runs up to 204 processes, and twice as many while a deployment replaces them, each with an address; write a range of /21 or larger",
    ],
  ],
  [
    "more processes than any network holds",
    [
      "workers: { main: { queues: [default], replicas: 1000 }, aa: { queues: [aa], replicas: 1000 }, bb: { queues: [bb], replicas: 1000 }, cc: { queues: [cc], replicas: 1000 }, dd: { queues: [dd], replicas: 1000 }, ee: { queues: [ee], replicas: 1000 }, ff: { queues: [ff], replicas: 1000 }, gg: { queues: [gg], replicas: 1000 }, hh: { queues: [hh], replicas: 1000 } }",
    ],
    [
      "network.cidr: 10.0.0.0/16 is too small: the file runs up to 9004 processes, and twice as many while a deployment replaces them, each with an address; write fewer replicas, or more zones",
    ],
  ],
  [
    "an address without a mask",
    ["network: { cidr: 10.0.0.0 }"],
    ['network.cidr: expected an IPv4 range such as 203.0.113.0/24, or 203.0.113.7/32 for one address, got "10.0.0.0"'],
  ],
  [
    "a network that exists, without subnets",
    ["network: { vpc: vpc-0a1b2c3d }"],
    [
      "network.privateSubnets: got no subnet; database and broker want subnets in two zones: write two or more, in different zones",
      "network.publicSubnets: got no subnet; a public load balancer is in public subnets of two zones: write two or more, in different zones",
    ],
  ],
  [
    "a network that exists, with one private subnet",
    ["network: { vpc: vpc-0a1b2c3d, privateSubnets: [subnet-0a1b2c3d] }"],
    [
      "network.publicSubnets: got no subnet; a public load balancer is in public subnets of two zones: write two or more, in different zones",
      "network.privateSubnets: got one subnet; database and broker want subnets in two zones: write two or more, in different zones",
    ],
  ],
  [
    "a subnet twice",
    [
      "network: { vpc: vpc-0a1b2c3d, privateSubnets: [subnet-0a1b2c3d, subnet-0a1b2c3d], publicSubnets: [subnet-0a1b2c3d, subnet-0a1b2c3e] }",
    ],
    [
      "network.privateSubnets[1]: subnet-0a1b2c3d is written twice; name another subnet, in another zone",
      "network.publicSubnets[0]: subnet-0a1b2c3d is written twice; name another subnet, in another zone",
    ],
  ],
  [
    "a network that exists, for an internal load balancer",
    [
      "network: { vpc: vpc-0a1b2c3d, privateSubnets: [subnet-0a1b2c3d, subnet-0a1b2c3e] }",
      "loadBalancer: { public: false, zone: Z0123456789ABC, allow: [10.0.0.0/8] }",
    ],
    [],
  ],
  [
    "keys of a new network with an existing one",
    ["network: { vpc: vpc-0a1b2c3d, zones: [a, b] }"],
    ["network.zones: zones: goes with a new network only; remove it, or vpc: and its subnets"],
  ],
  [
    "subnets without their network",
    ["network: { privateSubnets: [subnet-0a1b2c3d, subnet-0a1b2c3e] }"],
    ["network.privateSubnets: privateSubnets: goes with vpc: only, which names the network of these subnets"],
  ],
  [
    "a name instead of an id",
    ["network: { vpc: my-vpc }"],
    ['network.vpc: expected an id such as vpc-0a1b2c3d4e5f60718, got "my-vpc"'],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
