import { USUAL_PORTS } from "../../lib/deployment/usual";
import { type BrokerAnswer, type DatabaseAnswer, UNWRITTEN } from "../../lib/new/answers";
import type { Asking } from "./question";
import { BROKER_SECRET, DATABASE_SECRET } from "./server-flag";

const REACH = "host (containers must reach it: localhost is not)";

export async function askDatabase({ asker, wrong }: Asking): Promise<"own" | DatabaseAnswer> {
  const kind = await asker.choose(
    "Metadata database",
    [
      { value: "own", name: "our own Postgres, started with the rest" },
      { value: "postgres", name: "an existing Postgres" },
      { value: "mysql", name: "an existing MySQL" },
    ],
    "own",
  );
  if (kind === "own") return "own";
  const usualPort = String(USUAL_PORTS[kind]);
  let known: DatabaseAnswer = {
    engine: kind,
    host: "db.example.com",
    port: undefined,
    name: UNWRITTEN.databaseName,
    user: UNWRITTEN.databaseUser,
    secret: DATABASE_SECRET,
  };
  const ask = async (key: "host" | "port" | "name" | "user" | "secret", message: string, usual?: string) => {
    const answer = await asker.text(`Database: ${message}`, usual, (text) =>
      wrong({ database: { ...known, [key]: text } }),
    );
    known = { ...known, [key]: answer };
  };
  await ask("host", REACH);
  await ask("port", "port", usualPort);
  await ask("name", "its name on the server", known.name);
  await ask("user", "user", known.user);
  await ask("secret", "name of the secret with the password", known.secret);
  return known;
}

export async function askBroker({ asker, wrong }: Asking): Promise<"own" | BrokerAnswer> {
  const kind = await asker.choose(
    "Broker, which hands the tasks to the workers",
    [
      { value: "own", name: "our own Redis, started with the rest" },
      { value: "existing", name: "an existing Redis or Valkey" },
    ],
    "own",
  );
  if (kind === "own") return "own";
  let known: BrokerAnswer = {
    host: "redis.example.com",
    port: UNWRITTEN.brokerPort,
    database: UNWRITTEN.brokerDatabase,
    user: undefined,
    secret: undefined,
    tls: false,
  };
  const ask = async (key: "host" | "port" | "database", message: string, usual?: string) => {
    const answer = await asker.text(`Broker: ${message}`, usual, (text) =>
      wrong({ broker: { ...known, [key]: text } }),
    );
    known = { ...known, [key]: answer };
  };
  await ask("host", REACH);
  await ask("port", "port", known.port);
  await ask("database", "number of the database", known.database);
  const secret = await asker.text("Broker: name of the secret with the password, or none", BROKER_SECRET, (text) =>
    wrong({ broker: { ...known, secret: named(text) } }),
  );
  known = { ...known, secret: named(secret) };
  return { ...known, tls: await asker.yes("Broker: TLS?", false) };
}

const named = (secret: string): string | undefined => (secret === "none" ? undefined : secret);
