import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { cidr, resource } from "./scalars";

/** A network of our own, or a subnet that exists. */
export const network = z
  .strictObject({
    range: cidr()
      .default("10.10.0.0/24")
      .meta(
        about(
          "Addresses of the machines: of the subnet that is made, or of the existing one, whose range it must be.",
          "10.10.0.0/24",
        ),
      ),
    existing: z
      .strictObject({
        network: resource("shared").meta(about("Network that exists in the project.", "shared")),
        subnet: resource("airflow").meta(
          about(
            "Its subnet in the region, with Private Google Access, and a way out such as Cloud NAT, or proxy:.",
            "airflow",
          ),
        ),
      })
      .optional()
      .meta(
        about("Network and subnet that exist. Unwritten: both are made, with Cloud NAT.", {
          network: "shared",
          subnet: "airflow",
        }),
      ),
    serviceRange: z
      .union([z.literal("existing"), cidr()], { error: "expected a range such as 10.20.0.0/20, or existing" })
      .optional()
      .meta({
        title: "IPv4 range or existing",
        ...about(
          "Addresses that Google's own services get in the network, at least a /24, for cloudSql and memorystore; existing: the network has such a connection. Unwritten: none, and both are refused.",
          "10.20.0.0/20",
        ),
      }),
  })
  .meta(
    about("The network that the machines are in; none of them has an external address.", { range: "10.10.0.0/24" }),
  );
