import { ownLabel } from "../docker";

/** Marks what the run itself makes on the engine. */
export const OWN_LABEL = ownLabel("gcp-vms");

export const STACK = "e2e-gcp";
/** Booted when the machines of the other one are gone. */
export const OLD_STACK = "e2e-old";
export const PROJECT = "acme-data";
export const REGION = "europe-west3";
export const ZONE = "europe-west3-a";
/** Exists before the stack, as docs/gcp-vms.md has people make it. */
export const STATE_BUCKET = "acme-terraform-state";

/** The network that machines of a project share; the cluster has a small part of it. */
export const NETWORK = "airflow-cdktf-e2e-gcp";
export const BRIDGE = "e2egcp0";
export const RANGE = "10.10.0.0/16";
export const CLUSTER = "10.10.0.0/24";
/** Where the run's Google listens: outside the cluster. */
export const GATEWAY = "10.10.255.1";
export const MASTER_ADDRESS = "10.10.0.10";
/** A machine of the same network that is not of the cluster. */
export const OUTSIDER_ADDRESS = "10.10.1.9";

/** Addresses that Google's own systems come from. Sources: IAP, "TCP forwarding"; Cloud Load Balancing, "Health checks". */
export const IAP = "35.235.240.9";
export const PROBE = "35.191.0.9";

/** Where this machine reaches the UI and Flower, as through tunnels. */
export const WEBSERVER_PORT = 18988;
export const FLOWER_PORT = 18555;

/** On the engine, in the place of the images in registries that the file names. */
export const AIRFLOW = "apache/airflow:3.3.2";
export const OLD_AIRFLOW = "apache/airflow:2.11.2";
export const VM = "vm:debian-12";
/** Repository of the file's image in Artifact Registry. */
export const REPOSITORY = `${PROJECT}/airflow/airflow`;
