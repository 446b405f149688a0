import { type BrokerPart, broker as schema } from "../../../deployment/schema/data";
import type { Finding } from "../../../deployment/words/finding";

const USUAL = schema.parse({});

/** Keys that say nothing about a broker which only this deployment reaches. */
export const ownBroker = ({ port, database }: BrokerPart): readonly Finding[] => [
  ...(port === USUAL.port
    ? []
    : [
        {
          path: ["broker", "port"],
          message: `got ${port}; nobody but the processes reaches our own broker, so leave port: out`,
        },
      ]),
  ...(database === USUAL.database
    ? []
    : [
        {
          path: ["broker", "database"],
          message: `got ${database}; our own broker serves nobody else, so leave database: out`,
        },
      ]),
];
