import { published } from "../../../lib/gcp/network/published";
import { places } from "../../../lib/gcp/words/places";
import { gcpReading } from "../../support/gcp";
import { recorded } from "../../support/recording-platform";

const labels = (...entries: string[]) =>
  places("acme", gcpReading(...entries)).map(({ id, label }) => `${id}: ${label}`);

test("the master and the machines of each pool are in the network", () => {
  const two =
    "workers: { main: { queues: [default] }, gpu: { queues: [gpu], machine: n2-standard-8, zones: [europe-west3-a, europe-west3-b] } }";
  expect(labels(two)).toEqual([
    "project: Google Cloud acme-data, europe-west3",
    "network: network acme-network, 10.10.0.0/24",
    "master: acme-master, 10.10.0.10, e2-standard-4 in europe-west3-a, master.acme.internal",
    "main: acme-main-..., e2-standard-2 in europe-west3-a",
    "gpu: acme-gpu-..., n2-standard-8 in europe-west3-a, europe-west3-b",
  ]);
  expect(places("acme", gcpReading(two)).map(({ inside }) => inside)).toEqual([
    undefined,
    "project",
    "network",
    "network",
    "network",
  ]);
});

test("a network that exists is named", () => {
  const existing = "network: { range: 10.20.0.0/24, existing: { network: shared, subnet: airflow } }";
  expect(labels(existing)[1]).toBe("network: network shared, subnet airflow, 10.20.0.0/24");
});

test("Google's own services and front ends are places only where they are used", () => {
  expect(labels("cloudSql: {}", "network: { serviceRange: 10.30.0.0/20 }")).toContain(
    "services: Google's services, 10.30.0.0/20",
  );
  expect(labels("memorystore: {}", "network: { serviceRange: existing }")).toContain(
    "services: Google's services, the network's existing range",
  );
  expect(labels("access: { domain: airflow.example.com }")).toContain("edge: Google's front ends, on the internet");
});

function shown(name: string, ...entries: string[]) {
  const reading = gcpReading("webserver: { port: 8988 }", "flower: { port: 15555 }", ...entries);
  return published("acme", recorded(reading.deployment).service(name), reading);
}

test("people come through tunnels, at the ports of the file", () => {
  expect(shown("webserver", "access: { members: ['group:data@example.com'] }")).toEqual([
    {
      internal: 8795,
      external: 8988,
      address: "tunnel to acme-master:8988",
      reach: "Who may open a tunnel: group:data@example.com",
    },
  ]);
  expect(shown("flower")).toEqual([
    {
      internal: 5555,
      external: 15555,
      address: "tunnel to acme-master:15555",
      reach: "Who may open a tunnel: whoever has that right in the project",
    },
  ]);
});

test("nothing else is reached from outside", () => {
  expect(shown("scheduler")).toEqual([]);
});
