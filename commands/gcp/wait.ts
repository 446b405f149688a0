import { setTimeout as sleep } from "node:timers/promises";
import type { Print } from "../print";
import type { Compute } from "./compute";
import { fleet, type Machine, type Part, POLL_MILLISECONDS } from "./fleet";

export interface WaitOptions {
  readonly project: string;
  readonly stack: string;
  /** Names of the pools, and the seconds that a worker of each may take to finish its tasks. */
  readonly pools: Readonly<Record<string, number>>;
  /** Seconds without any progress after which it gives up. */
  readonly patience: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/** Seconds that a machine may be in trouble before that counts: it tries again by itself. */
const TROUBLE = 60;

/**
 * Waits until every machine runs what its metadata asks for, and is healthy.
 * @returns whether they do; what is wrong was printed, with the last lines of the unit
 */
export async function wait(compute: Compute, options: WaitOptions, print: Print): Promise<boolean> {
  const began = seconds();
  const seen = new Map<string, string>();
  let moved = began;
  for (;;) {
    const parts = await fleet(compute, options.project, options.stack, Object.keys(options.pools));
    const machines = parts.flatMap((part) => part.machines.map((machine) => ({ part, machine })));
    for (const { part, machine } of machines) {
      const words = wordsOf(machine);
      if (seen.get(machine.name) === words) continue;
      seen.set(machine.name, words);
      moved = seconds();
      print.step(`${machine.name}: ${words}`);
      if (isDraining(machine)) print.step(`  its tasks may take ${options.pools[part.name] ?? 0} s`);
    }
    const failed = machines.filter(({ machine }) => hasFailed(machine));
    if (failed.length > 0)
      return tell(
        failed.map(({ machine }) => machine),
        print,
      );
    if (parts.every(isSettled)) return settled(parts, options, seconds() - began, print);
    if (seconds() - moved > limit(machines, options)) return give(parts, seconds() - began, print);
    await sleep(options.every ?? POLL_MILLISECONDS);
  }
}

const seconds = (): number => Math.round(Date.now() / 1000);

const isDraining = ({ state }: Machine): boolean => state?.state === "draining";

/** While a worker finishes its tasks nothing else moves. */
const limit = (
  machines: readonly { readonly part: Part; readonly machine: Machine }[],
  { patience, pools }: WaitOptions,
): number =>
  Math.max(
    patience,
    ...machines.filter(({ machine }) => isDraining(machine)).map(({ part }) => patience + (pools[part.name] ?? 0)),
  );

const isCurrent = ({ state, wanted }: Machine): boolean => state?.generation === wanted;

const hasFailed = (machine: Machine): boolean =>
  isCurrent(machine) && machine.state?.state === "failed" && seconds() - machine.state.since >= TROUBLE;

const isHealthy = (machine: Machine): boolean =>
  machine.state?.state === "healthy" && (machine.outdated || isCurrent(machine));

const isSettled = ({ machines, target }: Part): boolean => machines.length === target && machines.every(isHealthy);

function wordsOf(machine: Machine): string {
  const { state, status } = machine;
  if (state === undefined)
    return status === "RUNNING" ? "started, and has not said anything yet" : status.toLowerCase();
  const about = state.message === "" ? state.state : `${state.state}: ${state.message}`;
  return isCurrent(machine) || machine.outdated ? about : `${about} (of the version before)`;
}

function tell(machines: readonly Machine[], print: Print): false {
  for (const { name, state } of machines) {
    print.problem(`${name}: ${state?.message || "failed"}`);
    if (state !== undefined && state.log.length > 0)
      print.problem(["its last lines:", ...state.log.map((line) => `  ${line}`)].join("\n"));
  }
  print.problem("Mend the cause and deploy again; the machines try again by themselves meanwhile.");
  return false;
}

function settled(parts: readonly Part[], { stack }: WaitOptions, took: number, print: Print): true {
  const machines = parts.flatMap((part) => part.machines);
  print.done(`${machines.length} machines are healthy`, took);
  for (const { name, machines } of parts)
    if (machines.some(({ outdated }) => outdated))
      print.warn(
        `machines of ${name} are of the kind before, and nothing of this deployment reaches them: npm run drain ${stack} ${name} replaces them one by one, each after its tasks`,
      );
  return true;
}

function give(parts: readonly Part[], took: number, print: Print): false {
  for (const { name, machines, target } of parts) {
    if (Number.isNaN(target)) print.problem(`${name}: there is no such group of machines; was the stack deployed?`);
    else if (machines.length !== target) print.problem(`${name}: ${machines.length} of ${target} machines are there`);
    for (const machine of machines.filter((one) => !isHealthy(one)))
      print.problem(`${machine.name}: ${wordsOf(machine)}`);
  }
  print.problem(`gave up after ${took} s without progress`);
  return false;
}
