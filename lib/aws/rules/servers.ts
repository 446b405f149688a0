import { hosts } from "../../airflow/rules/hosts";
import type { Finding } from "../../deployment/finding";
import type { AwsReading } from "../settings/settings";

const NEARBY = "the server's name or private address in its VPC, or leave host: out for one of our own";

/** Addresses of existing servers, as this target's processes see them. */
export const servers = ({ deployment }: AwsReading): readonly Finding[] => hosts(deployment, NEARBY);
