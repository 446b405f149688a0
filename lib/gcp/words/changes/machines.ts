import { deploy, drain, GOES_ON, MINUTES, type Row, STAYS } from "./row";

/** See lib/airflow/environment/away.ts; [scheduler] scheduler_zombie_task_threshold of 2.11.2 is 300 s. */
const AWAY = "UI and scheduling are away; running tasks outlast about ten minutes of it, five on 2.11";
const ANEW = "is deleted and made anew, and finds its data disk again";
const UNPROTECTED = "write protect: false and deploy first";

/** Machines and what is around them. */
export const machines = (stack: string): Row[] => [
  {
    change: "master.machine",
    master: `is stopped, changed and started by the deployment: ${AWAY}`,
    pools: "go on",
    takes: MINUTES,
    run: deploy(stack),
  },
  {
    change: "master.disk",
    master: `${ANEW}: ${AWAY}`,
    pools: "go on",
    takes: MINUTES,
    run: `${UNPROTECTED}, then ${deploy(stack)}, then protect again`,
  },
  {
    change: "master.dataDisk: more",
    master:
      "disk and file system grow in place, while everything goes on; fewer GiB would be another disk, which is refused",
    pools: "go on",
    takes: "a minute",
    run: deploy(stack),
  },
  {
    change: "os: another milestone",
    master: `${ANEW}: ${AWAY}`,
    pools: STAYS,
    takes: "some minutes, and the longest running task of each worker",
    run: `${UNPROTECTED}, then ${deploy(stack)}, ${drain(stack)}, then protect again`,
  },
  {
    change: "a newer image of the same milestone",
    master: "stays as it is; only one that is made anew has it",
    pools: "stay as they are; drained and new ones have it",
    takes: "the longest running task of each worker",
    run: drain(stack),
  },
  {
    change: "boot scripts of this program: a newer one deploys",
    master: "the agent takes them over and starts anew; what runs goes on",
    pools: "the same",
    takes: "a minute",
    run: deploy(stack),
  },
  {
    change: "master.address, network, zone, project",
    master: "is made anew elsewhere; the data disk and the network refuse it while they are in use",
    pools: "are made anew, and tasks killed after 90 s",
    takes: "an outage",
    run: "make another stack, restore a dump there, and destroy this one",
  },
  {
    change: "a machine that breaks or is deleted",
    master:
      "starts again by itself where Google moves it; a deleted one comes back with a deployment, and finds its data disk",
    pools: "the group makes another one; its tasks are retried if their DAGs say so",
    takes: MINUTES,
    run: `for the master ${deploy(stack)}`,
  },
  {
    change: "labels, logs, cleanAfter, protect, backups",
    master: "metadata, disk and timers change in place; nothing of Airflow restarts",
    pools: GOES_ON.replace("goes", "go"),
    takes: "a minute",
    run: deploy(stack),
  },
];
