import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { cidr, id } from "./scalars";

const zone = () =>
  z
    .string()
    .regex(/^[a-f]$/, { error: "expected a zone's letter: a to f" })
    .meta({ title: "zone letter" });

const nat = z.enum(["perZone", "one"]);

/** What a network of our own is where the file says nothing. */
const OWN: OwnNetwork = { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "perZone" };

const ONLY_NEW = ["cidr", "zones", "nat"] as const;
const ONLY_EXISTING = ["privateSubnets", "publicSubnets"] as const;

/** A network of our own (`cidr`, `zones`, `nat`), or one that exists (`vpc` and its subnets). */
export const network = z
  .strictObject({
    cidr: cidr()
      .optional()
      .meta(
        about(
          "Addresses of a new network, /16 to /22, which overlap with nothing that it is joined to. Unwritten: 10.0.0.0/16.",
          "10.20.0.0/16",
        ),
      ),
    zones: z
      .array(zone())
      .min(1)
      .max(3)
      .optional()
      .meta(
        about("Letters behind the region's name, two or three, of zones that your account has. Unwritten: [a, b].", [
          "a",
          "b",
          "c",
        ]),
      ),
    nat: nat
      .optional()
      .meta(
        about(
          "Ways of a new network to the internet: one costs less, and its zone's outage cuts all off. Unwritten: perZone.",
          "one",
        ),
      ),
    vpc: id("vpc")
      .optional()
      .meta(about("Network that exists. Unwritten: a new one is made.", "vpc-0a1b2c3d4e5f60718")),
    privateSubnets: z
      .array(id("subnet"))
      .optional()
      .meta(
        about(
          "With vpc: subnets in two or more zones for processes and data, which reach the internet by a NAT. Unwritten: made.",
          ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
        ),
      ),
    publicSubnets: z
      .array(id("subnet"))
      .optional()
      .meta(
        about("With vpc: subnets in two or more zones for a public load balancer. Unwritten: none, or made.", [
          "subnet-0a1b2c3d4e5f6071a",
          "subnet-0a1b2c3d4e5f6071b",
        ]),
      ),
  })
  .superRefine((value, context) => {
    const [unfit, message] =
      value.vpc === undefined
        ? ([ONLY_EXISTING, "goes with vpc: only, which names the network of these subnets"] as const)
        : ([ONLY_NEW, "goes with a new network only; remove it, or vpc: and its subnets"] as const);
    for (const key of unfit)
      if (value[key] !== undefined) context.addIssue({ code: "custom", path: [key], message: `${key}: ${message}` });
  })
  .transform(
    ({ vpc, privateSubnets = [], publicSubnets = [], ...own }): NetworkSettings =>
      vpc === undefined
        ? { cidr: own.cidr ?? OWN.cidr, zones: own.zones ?? OWN.zones, nat: own.nat ?? OWN.nat }
        : { vpc, privateSubnets, publicSubnets },
  )
  .meta(about("The network: made anew, or an existing one by its ids.", { cidr: "10.20.0.0/16", zones: ["a", "b"] }));

/** A network that exists, by ids. */
export interface ExistingNetwork {
  readonly vpc: string;
  readonly privateSubnets: readonly string[];
  readonly publicSubnets: readonly string[];
}

/** A network that is made anew. */
export interface OwnNetwork {
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly nat: z.output<typeof nat>;
}

/** The network's part of the file. */
export type NetworkSettings = ExistingNetwork | OwnNetwork;

export const isExisting = (settings: NetworkSettings): settings is ExistingNetwork => "vpc" in settings;
