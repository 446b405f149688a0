import { DRAINS, deploy, drain, GOES_ON, MINUTES, type Row, STAYS, UNTIL_TASKS_END } from "./row";

const ONE_BY_ONE = "the longest running task of each machine, one machine after another";

/** Pools and their machines. */
export const pools = (stack: string): Row[] => [
  {
    change: "concurrency, queues, environment, limits per child of a pool",
    master: "what counts connections or tasks restarts in place where it differs",
    pools: `${DRAINS}, in that pool`,
    takes: UNTIL_TASKS_END,
    run: deploy(stack),
  },
  {
    change: "replicas: more",
    master: GOES_ON,
    pools: "new machines start beside the others",
    takes: MINUTES,
    run: deploy(stack),
  },
  {
    change: "replicas: fewer",
    master: GOES_ON,
    pools:
      "the group deletes machines of its choice, and kills their tasks after 90 s; with a range idle workers go by themselves instead",
    takes: "scaling.idle after the last task",
    run: `write replicas: { min: FEWER, max: AS NOW }, ${deploy(stack)}; when they are fewer write the number, ${deploy(stack)}`,
  },
  {
    change: "replicas: another range",
    master: "the process that counts tasks restarts in place",
    pools: "grow while tasks wait; a worker that is idle drains and has its machine deleted, down to min",
    takes: MINUTES,
    run: deploy(stack),
  },
  {
    change: "a new pool",
    master: "its firewall lets the machines in",
    pools: "its machines start; the others go on",
    takes: MINUTES,
    run: deploy(stack),
  },
  {
    change: "a pool leaves the file",
    master: "its firewall closes",
    pools: "its machines are deleted, and its tasks killed after 90 s",
    takes: MINUTES,
    run: `send its queues no more tasks; write replicas: { min: 0, max: AS NOW }, ${deploy(stack)}; when it is empty take it out, ${deploy(stack)}`,
  },
  {
    change: "machine, disk, spot of a pool",
    master: GOES_ON,
    pools: STAYS,
    takes: ONE_BY_ONE,
    run: `${deploy(stack)}, ${drain(stack)}`,
  },
  {
    change: "zones of a pool",
    master: GOES_ON,
    pools: "its group is made anew: all its machines are deleted, and tasks killed after 90 s",
    takes: MINUTES,
    run: `make a pool of another name with the same queues, ${deploy(stack)}, then let the old one leave as above`,
  },
];
