import { hosts } from "../../airflow/rules/hosts";
import type { Finding } from "../../deployment/finding";
import type { GcpReading } from "../settings/settings";

const NEARBY = "the server's name or internal address in its network, or leave host: out for one of our own";

/** Addresses of existing servers, as this target's processes see them. */
export const servers = ({ deployment }: GcpReading): readonly Finding[] => hosts(deployment, NEARBY);
