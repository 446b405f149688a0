/**
 * Does something that must take no more than so many seconds of this process' own CPU, which a busy machine does not
 * stretch: far above what it takes, and far below what one step for each pair of characters would.
 */
export function within<Made>(seconds: number, work: () => Made): Made {
  const before = process.cpuUsage();
  const made = work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(seconds);
  return made;
}
