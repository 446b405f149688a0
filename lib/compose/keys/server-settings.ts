import { type Item, left, same, write } from "../read/item";
import { entry, type Origin } from "../read/tree";
import type { Service } from "../services/service";
import { words as wordsOf } from "../write/words";

type Kind = "database" | "broker";

interface Setting {
  readonly name: string;
  readonly value: string;
}

/** Variables of a server's image that name database, user and password, which the deployment makes itself. */
const MADE: Readonly<Record<Kind, RegExp>> = {
  database:
    /^(POSTGRES|POSTGRESQL|MYSQL|MARIADB)_(ROOT_PASSWORD|POSTGRES_PASSWORD|RANDOM_ROOT_PASSWORD|ALLOW_EMPTY_PASSWORD|USER|USERNAME|PASSWORD|DB|DATABASE)(_FILE)?$|^ALLOW_EMPTY_PASSWORD$|^PGDATA$/,
  broker: /^(REDIS|VALKEY)_PASSWORD(_FILE)?$|^ALLOW_EMPTY_PASSWORD$/,
};

/** Folders that hold the data of the server, which stays where it is. */
const DATA: Readonly<Record<Kind, RegExp>> = {
  database: /^\/var\/lib\/(postgresql|mysql)(\/|$)|^\/bitnami\/(postgresql|mysql|mariadb)(\/|$)/,
  broker: /^\/data\/?$|^\/bitnami(\/(redis|valkey))?(\/|$)/,
};

const ELSEWHERE: Readonly<Record<Kind, string>> = {
  database: "our own Postgres has its defaults; run a server of your own and write metadataDatabase.host to keep it",
  broker: "our own Redis has settings of its own; run a server of your own and write broker.host to keep it",
};

/** What a server of the compose file was told, when a server of ours takes its place. */
export const serverSettings = (kind: Kind, server: Service): readonly Item[] => [
  ...[...server.environment].flatMap(([name, { at }]) => (MADE[kind].test(name) ? [same(at)] : [])),
  ...server.mounts.flatMap(({ at, target }) => mount(kind, at, target)),
  ...command(kind, server),
];

function mount(kind: Kind, at: Origin, target: string): readonly Item[] {
  // Said of the server as a whole: its data stays where it is.
  if (DATA[kind].test(target)) return [same(at)];
  return [
    left(
      at,
      /init/.test(target)
        ? `the scripts at ${target} are not run: Airflow needs none, and what else they made belongs on a server of your own`
        : `the file or folder at ${target}; ${ELSEWHERE[kind]}`,
    ),
  ];
}

function command(kind: Kind, server: Service): readonly Item[] {
  const words = server.command.flatMap((word) => (/\s/.test(word) ? wordsOf(word) : [word]));
  const settings = kind === "database" ? ofPostgres(words) : ofRedis(words);
  const at = server.commandAt;
  const limit = settings.find(({ name }) => name === "max_connections");
  const connections = /^\d+$/.test(limit?.value ?? "") ? Number(limit?.value) : 0;
  const kept = kind === "database" && connections >= 20 && connections <= 10_000;
  const rest = settings.filter(({ name }) => !(kept && name === "max_connections") && !SAID.has(name));
  const understood = words.length === 0 || settings.length > 0 || words.every((word) => PROGRAM.test(word));
  return [
    ...(kept && connections !== 100 ? [write(["metadataDatabase", "maxConnections"], connections, at)] : []),
    ...rest.map(({ name }) => left(at, `setting ${name}; ${ELSEWHERE[kind]}`)),
    // Anything else is a line of the account.
    ...(understood
      ? ["command", "entrypoint"].flatMap((key) => entry(server.tree, key) ?? []).map((one) => same(one.at))
      : []),
  ];
}

const PROGRAM = /^(.*\/)?(postgres|redis-server|valkey-server|docker-entrypoint\.sh|exec|sh|bash|-c)$/;
/** Said of every broker: its password is generated, and it keeps its data. */
const SAID: ReadonlySet<string> = new Set(["requirepass"]);

/** `-c name=value`, `--name=value`, `-N 200`. */
function ofPostgres(words: readonly string[]): readonly Setting[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1];
    const pair = before === "-c" ? word : /^(?:-c|--)([\w.-]+=.*)$/s.exec(word)?.[1];
    const [, name, value = ""] = /^([\w.-]+)=?(.*)$/s.exec(pair ?? "") ?? [];
    if (name !== undefined && !PROGRAM.test(name)) return [{ name: name.replaceAll("-", "_"), value }];
    if (word === "-N") return [{ name: "max_connections", value: words[index + 1] ?? "" }];
    return /^-[A-Za-z]/.test(word) && word !== "-c" ? [{ name: word.slice(0, 2), value: "" }] : [];
  });
}

/** `--name value ...`; a file of settings is one, too. */
function ofRedis(words: readonly string[]): readonly Setting[] {
  return words.flatMap((word, index) => {
    if (/^--[a-z]/.test(word)) return [{ name: word.slice(2).replace(/=.*$/s, ""), value: words[index + 1] ?? "" }];
    return /\.conf$/.test(word) ? [{ name: `of the file ${word.replace(/^.*\//, "")}`, value: "" }] : [];
  });
}
