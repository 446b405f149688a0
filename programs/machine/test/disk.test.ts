import { machines } from "./bash";

const machine = machines();
const OURS = "printf 'TYPE=ext4\\nLABEL=airflow-data\\nUUID=u-1\\n'";

/** A machine with a disk of 200 MiB that holds `text` at `at`. */
function disk(blkid: string, text = "", at = 0) {
  const made = machine()
    .command("blkid", `[[ $* != *value* ]] || { printf u-1; exit; }\n${blkid}`)
    .command("blockdev", "printf 209715200")
    .command("mkfs.ext4")
    .command("e2fsck")
    .command("sync");
  made.run(
    [],
    `truncate -s 200M "$RUN/disk"; printf '%s' '${text}' | dd of="$RUN/disk" bs=1 seek=${at} conv=notrunc status=none`,
  );
  return {
    made,
    run: (script: string) => made.run(["common", "disk"], script, { DISK: `${made.folder}/run/disk` }),
  };
}

const formatted = (calls: readonly string[]) => calls.some((call) => call.startsWith("mkfs.ext4"));

test("a disk of zeros that nothing is found on is formatted, with our label", () => {
  const { made, run } = disk("exit 2");
  expect(run("ours").status).toBe(0);
  expect(made.calls.find((call) => call.startsWith("mkfs.ext4"))).toContain("-L airflow-data ");
});

test("our own file system is never formatted again", () => {
  const { made, run } = disk(OURS);
  expect(run("ours").status).toBe(0);
  expect(formatted(made.calls)).toBe(false);
});

test.each([
  ["another file system", "printf 'TYPE=xfs\\n'", "holds something else (TYPE xfs)"],
  ["one with another label", "printf 'TYPE=ext4\\nLABEL=mine\\n'", "holds something else (TYPE ext4,LABEL mine)"],
  ["a partition table", "printf 'PTTYPE=gpt\\n'", "holds something else (PTTYPE gpt)"],
  ["what blkid cannot tell", "exit 8", "cannot be read: blkid ended with 8"],
])("%s is refused", (_, blkid, words) => {
  const { made, run } = disk(blkid);
  const { status, stderr } = run("ours");
  expect(status).toBe(1);
  expect(stderr).toContain(words);
  expect(formatted(made.calls)).toBe(false);
});

test.each([
  ["at its beginning", 5000],
  ["between", 104_857_700],
  ["at its end", 209_715_100],
])("something unknown %s is refused, though nothing is found", (_, at) => {
  const { made, run } = disk("exit 2", "data", at);
  const { status, stderr } = run("ours");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^the data disk .* holds something unknown: nothing is formatted\. Attach another disk; or, /);
  expect(formatted(made.calls)).toBe(false);
});

test("a disk that lost its power while it was formatted is formatted", () => {
  const { made, run } = disk("exit 2", "half", 5000);
  made.write("kept/formatting", "");
  expect(run("ours").status).toBe(0);
  expect(formatted(made.calls)).toBe(true);
  expect(made.has("kept/formatting")).toBe(false);
});

test("errors that e2fsck mends by itself are no reason to refuse", () => {
  const { made, run } = disk(OURS);
  made.command("e2fsck", "exit 1");
  expect(run("check").status).toBe(0);
});

test("other errors are refused with the command for a person", () => {
  const { made, run } = disk(OURS);
  made.command("e2fsck", "echo 'UNEXPECTED INCONSISTENCY'; exit 4");
  const { status, stderr } = run("check");
  expect(status).toBe(1);
  expect(stderr).toContain("has errors that need a person, run: e2fsck ");
});

test("it is mounted by its UUID, with nofail", () => {
  const { made, run } = disk(OURS);
  made.command("mount").command("mountpoint", "printf 7:1");
  expect(run("attach").status).toBe(0);
  expect(made.calls.find((call) => call.startsWith("mount "))).toMatch(
    /^mount -t ext4 -o nofail,\S+ UUID=u-1 \S+\/data$/,
  );
});

test("another disk with the same UUID is not taken for it", () => {
  const { made, run } = disk(OURS);
  made
    .command("mount")
    .command("umount")
    .command("mountpoint", "[[ $1 != -d ]] || printf 7:9; [[ $1 != -x ]] || printf 7:1");
  expect(run("attach")).toMatchObject({ status: 1, stderr: expect.stringContaining("by its UUID u-1") });
  expect(made.calls).toContain(`umount ${made.folder}/data`);
});

test("a disk that has grown is grown into, once", () => {
  const { made, run } = disk(OURS);
  made.command("mountpoint").command("resize2fs");
  run("grow; grow");
  expect(made.calls.filter((call) => call.startsWith("resize2fs"))).toHaveLength(1);
});

test("one that cannot be grown into is told with every message, and works on", () => {
  const { made, run } = disk(OURS);
  made.command("mountpoint").command("resize2fs", "echo 'Permission denied' >&2; exit 1");
  expect(run("grow").status).toBe(0);
  expect(made.read("run/notice-disk")).toBe("the data disk has grown, its file system has not: Permission denied\n");
});

test("a disk that is not there is told", () => {
  const { stderr } = disk(OURS).run("DISK=/nowhere DISK_SECONDS=0 wait_for_disk");
  expect(stderr).toBe("the data disk /nowhere is not attached to this machine\n");
});
