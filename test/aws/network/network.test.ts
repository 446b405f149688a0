// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Network } from "../../../lib/aws/network/network";
import { type AwsJson, awsSettings, awsStack, resourceOf, STACK } from "../../support/aws";
import { addresses, byAddress } from "../../support/terraform-json";

/** The network of such a file, and what it tells others. */
function network(...entries: readonly string[]): { json: AwsJson; made: Network } {
  const made: Network[] = [];
  const json = awsStack((stack) => {
    made.push(new Network(stack, "network", STACK, awsSettings(...entries)));
  });
  const [only] = made;
  if (only === undefined) throw new Error("no network was made");
  return { json, made: only };
}

const two = network().json;

test("an own network has these resources, each under a name that stays", () => {
  expect(addresses(two)).toEqual([
    "aws_default_security_group.closed",
    "aws_eip.nat-a",
    "aws_eip.nat-b",
    "aws_internet_gateway.internet",
    "aws_nat_gateway.nat-a",
    "aws_nat_gateway.nat-b",
    "aws_route.private-a-internet",
    "aws_route.private-b-internet",
    "aws_route.public-internet",
    "aws_route_table.private-a",
    "aws_route_table.private-b",
    "aws_route_table.public",
    "aws_route_table_association.private-a",
    "aws_route_table_association.private-b",
    "aws_route_table_association.public-a",
    "aws_route_table_association.public-b",
    "aws_subnet.private-a",
    "aws_subnet.private-b",
    "aws_subnet.public-a",
    "aws_subnet.public-b",
    "aws_vpc.vpc",
    "aws_vpc_endpoint.dynamodb",
    "aws_vpc_endpoint.s3",
  ]);
});

test("subnets are in the zones that the file names, with the network's addresses", () => {
  expect(resourceOf(two, "aws_vpc", "vpc")).toMatchObject({
    cidr_block: "10.0.0.0/16",
    enable_dns_support: true,
    enable_dns_hostnames: true,
  });
  expect(resourceOf(two, "aws_subnet", "private-b")).toMatchObject({
    availability_zone: "eu-central-1b",
    cidr_block: "10.0.32.0/19",
  });
});

test("no subnet gives its members a public address", () => {
  const giving = Object.values(two.resource["aws_subnet"] ?? {}).filter((subnet) => subnet["map_public_ip_on_launch"]);
  expect(giving).toEqual([]);
});

test("one more zone changes nothing of the others but the endpoints' list of route tables", () => {
  const [before, after] = [two, network("network: { zones: [a, b, c] }").json].map(byAddress);
  const changed = Object.keys(before ?? {}).filter(
    (address) => JSON.stringify(before?.[address]) !== JSON.stringify(after?.[address]),
  );
  expect(changed.sort()).toEqual(["aws_vpc_endpoint.dynamodb", "aws_vpc_endpoint.s3"]);
});

test("one NAT is in the first zone of the file, and all private subnets leave through it", () => {
  const { json } = network("network: { zones: [b, a], nat: one }");
  expect(Object.keys(json.resource["aws_nat_gateway"] ?? {})).toEqual(["nat-b"]);
  for (const zone of ["a", "b"])
    expect(resourceOf(json, "aws_route", `private-${zone}-internet`)).toMatchObject({
      nat_gateway_id: "${aws_nat_gateway.nat-b.id}",
      route_table_id: `\${aws_route_table.private-${zone}.id}`,
    });
});

test("each zone leaves through its own NAT, so that another zone's outage does not cut it off", () => {
  expect(resourceOf(two, "aws_route", "private-b-internet")["nat_gateway_id"]).toBe("${aws_nat_gateway.nat-b.id}");
});

test.each(["aws_eip", "aws_nat_gateway"])("%s comes after the way to the internet, and goes before it", (type) => {
  expect(resourceOf(two, type, "nat-a")["depends_on"]).toEqual(["aws_route.public-internet"]);
});

test("who uses a private subnet waits for its way to the internet and to S3", () => {
  const { made } = network();
  expect(made.privateSubnets).toHaveLength(2);
  const user = awsStack((stack) => {
    const { privateSubnets, publicSubnets } = new Network(stack, "network", STACK, awsSettings());
    stack.addOverride("output", { private: { value: privateSubnets }, public: { value: publicSubnets } });
  });
  expect(user["output"]).toEqual({
    private: {
      value: [
        "${aws_route_table_association.private-a.subnet_id}",
        "${aws_route_table_association.private-b.subnet_id}",
      ],
    },
    public: {
      value: ["${aws_route_table_association.public-a.subnet_id}", "${aws_route_table_association.public-b.subnet_id}"],
    },
  });
  expect(resourceOf(two, "aws_route_table_association", "private-a")["depends_on"]).toEqual([
    "aws_route.private-a-internet",
    "aws_vpc_endpoint.s3",
    "aws_vpc_endpoint.dynamodb",
  ]);
});

test("S3 and DynamoDB are reached past the NAT", () => {
  expect(resourceOf(two, "aws_vpc_endpoint", "dynamodb")).toMatchObject({
    service_name: "com.amazonaws.eu-central-1.dynamodb",
    vpc_endpoint_type: "Gateway",
    route_table_ids: ["${aws_route_table.private-a.id}", "${aws_route_table.private-b.id}"],
  });
});

test("the network's default group lets nothing through", () => {
  const { ingress, egress } = resourceOf(two, "aws_default_security_group", "closed");
  expect([ingress, egress]).toEqual([undefined, undefined]);
});

test("an existing network is used by its ids, and nothing is made in it", () => {
  const ids = (...ends: string[]) => ends.map((end) => `subnet-0a1b2c3d4e5f607${end}`);
  const { json, made } = network(
    `network: { vpc: vpc-0a1b2c3d, privateSubnets: [${ids("18", "19")}], publicSubnets: [${ids("1a", "1b")}] }`,
  );
  expect(json.resource).toBeUndefined();
  expect({ ...made }).toMatchObject({
    vpcId: "vpc-0a1b2c3d",
    privateSubnets: ids("18", "19"),
    publicSubnets: ids("1a", "1b"),
  });
  expect(made.own).toBeUndefined();
});
