import type { Setting } from "../read/env-file";
import { changed, type Item, left, secret, write } from "../read/item";
import type { Origin } from "../read/tree";
import { type Context, everyone, running, settings } from "../services/context";
import { flag } from "../write/words";

const AT = ["airflow", "admin"];

interface Admin {
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly email: string | undefined;
  readonly at: Origin;
  readonly passwordAt: Origin;
}

/** The first user: of the image's variables, or of `airflow users create`. */
export function admin(context: Context): readonly Item[] {
  const found = ofVariables(context) ?? ofCommand(context);
  if (found === undefined)
    return [
      changed(context.project.file, "the admin is made by the deployment, with a generated password"),
      ...more(context),
    ];
  const { username, password, email, at, passwordAt } = found;
  return [
    ...(username === undefined || username === "admin" ? [] : [write([...AT, "username"], username, at)]),
    ...(email === undefined || !email.includes("@") || email === "airflowadmin@example.com"
      ? []
      : [write([...AT, "email"], email, at)]),
    ...passwordOf(password, username, passwordAt, context),
    ...profile(context),
    ...profileOfCommand(context),
    ...more(context),
  ];
}

/** A password that everybody knows is not kept. */
function passwordOf(
  password: string | undefined,
  username: string | undefined,
  at: Origin,
  { stack }: Context,
): readonly Item[] {
  if (
    password === undefined ||
    password === "" ||
    password === username ||
    /^(airflow|admin|password)$/i.test(password)
  )
    return [
      changed(
        at,
        "the admin's password was one that everybody knows; now it is generated: `npm run up` says how to read it",
      ),
    ];
  const { reference, item } = secret(stack, "admin", password, at);
  return [write([...AT, "password"], reference, at), item];
}

/** Name and role of the first user. */
const profile = (context: Context): readonly Item[] =>
  everyone(context.cast).flatMap((service) =>
    [...settings(service, context)].flatMap(([name, { text, at }]) => {
      if (/^_AIRFLOW_WWW_USER_(FIRST|LAST)NAME$/.test(name))
        return [left(at, "the name of the admin, who is called Airflow Admin here; change it in the UI")];
      return name === "_AIRFLOW_WWW_USER_ROLE" && text !== "Admin"
        ? [left(at, "the role of the first user, who is always an admin here; make the other one in the UI")]
        : [];
    }),
  );

/** The same of a command. */
const profileOfCommand = ({ cast }: Context): readonly Item[] =>
  cast.setup
    .filter(({ args }) => creates(args))
    .slice(0, 1)
    .flatMap(({ args, service }) => {
      const role = flag(args, "-r", "--role");
      return [
        ...(role === undefined || role === "Admin"
          ? []
          : [
              left(
                service.commandAt,
                `role ${role} of the first user, who is always an admin here; make the other one in the UI`,
              ),
            ]),
        ...(flag(args, "-f", "--firstname") === undefined
          ? []
          : [changed(service.commandAt, "the admin is called Airflow Admin; change the name in the UI")]),
      ];
    });

function ofVariables(context: Context): Admin | undefined {
  const creating = everyone(context.cast)
    .map((service) => settings(service, context))
    .find((all) => /^(true|1|yes)$/i.test(all.get("_AIRFLOW_WWW_USER_CREATE")?.text ?? ""));
  if (creating === undefined) return undefined;
  const value = (key: string): Setting | undefined => creating.get(`_AIRFLOW_WWW_USER_${key}`);
  const at = value("USERNAME")?.at ?? value("PASSWORD")?.at ?? value("CREATE")?.at ?? context.project.file;
  return {
    username: value("USERNAME")?.text ?? "airflow",
    password: value("PASSWORD")?.text,
    email: value("EMAIL")?.text,
    at,
    passwordAt: value("PASSWORD")?.at ?? at,
  };
}

const creates = (args: readonly string[]): boolean =>
  args[0] === "create_user" ||
  (args[0] === "users" && (args[1] === "create" || args.includes("-c") || args.includes("--create")));

function ofCommand({ cast }: Context): Admin | undefined {
  const made = cast.setup.find(({ args }) => creates(args));
  if (made === undefined) return undefined;
  const { args } = made;
  return {
    username: flag(args, "-u", "--username"),
    password: flag(args, "-p", "--password"),
    email: flag(args, "-e", "--email"),
    at: made.service.commandAt,
    passwordAt: made.service.commandAt,
  };
}

/** Roles, further users, connections and pools that a service's command made. */
const more = ({ cast }: Context): readonly Item[] =>
  cast.setup
    .filter(
      ({ args, service }, index) =>
        /^(connections|variables|pools?|roles)$/.test(args[0] ?? "") ||
        // What a service does that ends is said of the service.
        (running(cast).includes(service) &&
          args[0] !== undefined &&
          !/^(db|initdb|upgradedb|version|info|config|users|create_user)$/.test(args[0])) ||
        (creates(args) && cast.setup.findIndex((one) => creates(one.args)) !== index),
    )
    .map(({ args, service }) =>
      left(
        service.commandAt,
        `the command airflow ${args.slice(0, 2).join(" ")}; see airflow.connections, airflow.variables and airflow.slotPools, or run it by hand once`,
      ),
    );
