import { addressOf, range } from "../../airflow/derived/ranges";
import type { GcpFile } from "../settings/settings";

/** Where the master is in its range when the file does not say: past those that Google keeps at the range's start. */
export const MASTER_INDEX = 10;

/** What all of Google's services answer below, and Private Google Access leads to. */
export const GOOGLE = "googleapis.com";

/** The master's address inside the network: the file's, or the tenth of the range. Known before anything exists. */
export const masterAddress = ({ master, network }: Pick<GcpFile, "master" | "network">): string =>
  master.address ?? addressOf(range(network.range).first + MASTER_INDEX);
