import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { address, gib, machine } from "./scalars";

const NO_SPOT =
  "expected false: Google takes a Spot machine back with 30 seconds' notice, and webserver, scheduler, database and queues are on the master; only a pool may have spot: { tasksMayRestart: true }";

/** The one machine that the others find everything on. */
export const master = z
  .strictObject({
    machine: machine().default("e2-standard-4").meta(about("Kind of machine.", "e2-standard-8")),
    address: address()
      .optional()
      .meta(
        about(
          "Its address inside the network, reserved for it. Unwritten: the tenth address of the range.",
          "10.10.0.10",
        ),
      ),
    disk: gib(20, 65_536)
      .default(40)
      .meta(about("Disk with system and images, in GiB; made anew with the machine.", 60)),
    dataDisk: gib(10, 65_536)
      .default(100)
      .meta(about("Disk with database and queues, in GiB; outlives the machine, and may grow.", 200)),
    spot: z
      .literal(false, { error: NO_SPOT })
      .default(false)
      .meta(about("Never: the master is not on spare capacity, which Google takes back at any time.", false)),
  })
  .prefault({})
  .meta(
    about("The machine with everything but the workers.", {
      machine: "e2-standard-4",
      address: "10.10.0.10",
      dataDisk: 100,
    }),
  );
