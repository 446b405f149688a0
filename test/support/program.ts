import Module from "node:module";
import { setEnvironment } from "./environment";

/** What Node does with the file that it is started with. */
interface Loader {
  _load(path: string, parent: null, isMain: boolean): unknown;
}

const EVENTS = ["uncaughtException", "SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a program in this process as `node PATH` would, where everything that it imports is loaded already: a process of
 * its own takes most of a second to begin. For what ends before anything is waited for: help, and a refused line.
 * @param cwd the folder that it runs in
 * @param env all of its environment
 */
export async function runHere(path: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const { argv, mainModule, exitCode } = process;
  const [folder, mask, variables] = [process.cwd(), process.umask(), { ...process.env }];
  const heard = EVENTS.map((event) => [event, process.listeners(event as "SIGINT")] as const);
  const [stdout, stderr] = [listen(process.stdout), listen(process.stderr)];
  try {
    process.chdir(cwd);
    setEnvironment(env);
    process.argv = [process.execPath, path, ...args];
    process.exitCode = undefined;
    delete require.cache[path];
    (Module as unknown as Loader)._load(path, null, true);
    await new Promise(setImmediate);
    return { code: process.exitCode ?? 0, stdout: stdout.end(), stderr: stderr.end() };
  } finally {
    stdout.end();
    stderr.end();
    delete require.cache[path];
    for (const [event, listeners] of heard)
      for (const one of process.listeners(event as "SIGINT")) if (!listeners.includes(one)) process.off(event, one);
    process.argv = argv;
    process.mainModule = mainModule;
    process.exitCode = exitCode;
    setEnvironment(variables);
    process.umask(mask);
    process.chdir(folder);
  }
}

/** Keeps what is written into a stream, and who looks at its errors, until the end. */
function listen(stream: NodeJS.WriteStream) {
  const { write } = stream;
  const listeners = stream.listeners("error");
  let text = "";
  stream.write = (part: string | Uint8Array) => {
    text += String(part);
    return true;
  };
  return {
    end: () => {
      stream.write = write;
      for (const one of stream.listeners("error"))
        if (!listeners.includes(one)) stream.off("error", one as (error: Error) => void);
      return text;
    },
  };
}
