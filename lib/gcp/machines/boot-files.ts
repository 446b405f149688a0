import type { BootFile } from "../../airflow/words/built";
import { MASTER } from "../names";
import type { Made } from "../words/made";

/** What each kind of machine starts from, for people to read. */
export const bootFiles = ({ boots }: Made): BootFile[] =>
  boots.flatMap(({ machine, userData, document }): BootFile[] => {
    const whose = machine === MASTER ? "the master" : `each machine of pool ${machine}`;
    return [
      {
        name: `${machine}.user-data`,
        what: `What cloud-init does at every boot of ${whose}: this program's own scripts and units`,
        content: userData,
      },
      {
        name: `${machine}.machine`,
        what: `What ${whose} runs: units, variables, files, open ports, and secrets by their names`,
        content: document,
      },
    ];
  });
