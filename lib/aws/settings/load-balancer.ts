import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { arn, cidr } from "./scalars";

/** A security group holds 60 rules, and a range takes two, for the page and its redirect. Source: Amazon VPC quotas. */
const MOST_RANGES = 25;

const allow = (whose: string, example: string) =>
  z
    .array(cidr(), { error: "expected a list of address ranges such as [203.0.113.0/24]" })
    .min(1)
    .max(MOST_RANGES, { error: `expected at most ${MOST_RANGES} ranges; write wider ones` })
    .meta(about(whose, [example]));

/** What people reach. */
export const loadBalancer = z
  .strictObject(
    {
      public: z
        .boolean()
        .default(true)
        .meta(about("Reached from the internet, else from the network only and what is joined to it.", false)),
      certificate: arn(
        "acm",
        "certificate/[0-9a-f-]{36}",
        "arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888",
      )
        .optional()
        .meta(
          about(
            "Certificate that exists, for the host of webserver.baseUrl. Unwritten: zone is given.",
            "arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888",
          ),
        ),
      zone: z
        .string()
        .regex(/^Z[A-Z0-9]{5,31}$/, { error: "expected the id of a hosted zone such as Z0123456789ABC" })
        .optional()
        .meta({
          title: "zone id",
          ...about(
            "Hosted zone of Route 53 in which the certificate and the name of webserver.baseUrl are made. Unwritten: certificate is given.",
            "Z0123456789ABC",
          ),
        }),
      allow: allow("Address ranges from which people may reach the UI.", "203.0.113.0/24"),
      flower: z
        .strictObject({
          allow: allow(
            "Address ranges from which people may reach Flower; never the whole internet.",
            "203.0.113.7/32",
          ),
        })
        .optional()
        .meta(
          about("Publishes Flower at its own port. Unwritten: only processes inside reach it.", {
            allow: ["203.0.113.7/32"],
          }),
        ),
    },
    { error: "expected a section such as { zone: Z0123456789ABC, allow: [203.0.113.0/24] }" },
  )
  .meta(
    about("How people reach the UI, at the address that webserver.baseUrl says.", {
      zone: "Z0123456789ABC",
      allow: ["203.0.113.0/24"],
    }),
  );

export type LoadBalancerSettings = z.output<typeof loadBalancer>;
