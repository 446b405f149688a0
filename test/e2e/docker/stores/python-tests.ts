import { join } from "node:path";
import { tryDocker } from "../../docker";
import { must, tail } from "../../expect";

const FOLDERS = ["programs/airflow"] as const;

/** The unit tests of our Python programs with the libraries of an image: on this machine some of them may be missing. */
export async function pythonTests(image: string): Promise<string> {
  const mounts = FOLDERS.flatMap((folder) => ["--volume", `${join(process.cwd(), folder)}:/e2e/${folder}:ro`]);
  const tests = ["python", "-m", "unittest", "discover", "-v", "-s", "/e2e/programs/airflow/test"];
  const run = ["run", "--rm", "--network", "none", "--env", "CONNECTION_CHECK_MAX_COUNT=0", ...mounts, image];
  const { code, stderr } = await tryDocker(...run, ...tests);
  must(code === 0, tail(stderr, 40));
  const [skipped] = /\.\.\. skipped .*/.exec(stderr) ?? [];
  must(skipped === undefined, `a test was skipped: ${skipped}`);
  return tail(stderr, 3).replaceAll("\n", " ");
}
