import { type Context, running } from "../services/context";
import type { Service } from "../services/service";
import { hidden } from "./hidden";
import { type Item, problem } from "./item";
import { entriesOf, type Scalar, scalarsOf, type Tree } from "./tree";

/** Keys whose values go into the deployment file as they are. */
const CARRIED: ReadonlySet<string> = new Set(
  "image build command entrypoint environment env_file volumes ports deploy scale cpus mem_limit".split(" "),
);

/**
 * Variables without a value. Compose would put nothing in their place; a deployment file with holes helps nobody. A
 * secret may stay unknown: the file only refers to it.
 */
export function unresolved({ cast }: Pick<Context, "cast">): readonly Item[] {
  const services = [
    ...running(cast),
    ...cast.roles.flower.map(({ service }) => service),
    ...cast.databases,
    ...cast.brokers,
  ];
  return services.flatMap((service) =>
    entriesOf(service.tree).flatMap(([key, tree]) => (CARRIED.has(key) ? holes(key, tree, cast, service) : [])),
  );
}

function holes(key: string, tree: Tree, cast: Context["cast"], service: Service): readonly Item[] {
  // Of our own servers only image and address count; their password is generated.
  if ([...cast.databases, ...cast.brokers].includes(service) && key !== "image") return [];
  return scalarsOf(tree).flatMap((scalar) => [
    ...wrong(scalar),
    ...(scalar.unset.length === 0 || isSecret(scalar) ? [] : [hole(scalar)]),
  ]);
}

const wrong = ({ at, wrong }: Scalar): readonly Item[] => (wrong === undefined ? [] : [problem(at, wrong)]);

function hole({ at, unset }: Scalar): Item {
  const names = unset.join(", ");
  return problem(
    at,
    `${unset.length === 1 ? `variable ${names} has` : `variables ${names} have`} no value; write it into .env beside the file, give --env-file FILE, or set it in the shell`,
  );
}

/** List form has the name in the text, map form in the key. */
function isSecret({ at, text }: Scalar): boolean {
  const name = /^([A-Za-z_]\w*)=/.exec(text)?.[1] ?? at.key.split(".").at(-1) ?? "";
  return /^AIRFLOW_CONN_|FERNET_KEY$|SECRET_KEY$|JWT_SECRET$/.test(name) || hidden(name, "?") !== undefined;
}
