import { z } from "zod";
import { about } from "./about";

const address = (what: string) =>
  z
    .string()
    .min(1)
    .optional()
    .meta({
      title: "proxy's address",
      ...about(
        `Proxy for ${what}: http:// or https://, its host and its port. Unwritten: they are called directly.`,
        "http://proxy.example.com:3128",
      ),
    });

/** The HTTP proxy by which the stack's processes, image builds and git reach what lies outside. */
export const proxy = z
  .strictObject({
    http: address("http:// addresses"),
    https: address("https:// addresses"),
    noProxy: z
      .array(
        z
          .string()
          .min(1)
          .meta({
            title: "host",
            ...about("A name with all below it, an address, or a range of IPv4 addresses.", "corp.example.com"),
          }),
      )
      .default([])
      .meta(
        about("What is called directly, besides the stack's own names and addresses.", [
          "corp.example.com",
          "10.0.0.0/8",
        ]),
      ),
  })
  .refine(({ http, https }) => http !== undefined || https !== undefined, {
    error: "expected http:, https: or both",
  })
  .meta(
    about(
      "HTTP proxy to what lies outside, for Airflow's processes, image builds and git; what runs inside the stack is called directly. Unwritten: none.",
      { http: "http://proxy.example.com:3128", https: "http://proxy.example.com:3128" },
    ),
  );

export type ProxyPart = z.output<typeof proxy>;
