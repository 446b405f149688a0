import { AIRFLOW_HOME } from "../../deployment/usual";
import { changed, type Item, left, same } from "../read/item";
import { BITNAMI_HOME, isBitnami, isOwn, isRead } from "./bitnami";
import type { Cast } from "./cast";
import { type Context, everyone, written } from "./context";
import { isPuckel, PUCKEL_HOME } from "./puckel";

/** Images with another folder of Airflow than the official one's. */
export const isForeign = (cast: Cast): boolean => isPuckel(cast) || everyone(cast).some(isBitnami);

/** A path or a list of paths inside the container, in the official image's folder. */
export const moved = (text: string): string =>
  text.replaceAll(PUCKEL_HOME, AIRFLOW_HOME).replaceAll(BITNAMI_HOME, AIRFLOW_HOME);

/** What their images did and the official one does not. */
export function bitnami(context: Context): readonly Item[] {
  const services = everyone(context.cast).filter(isBitnami);
  return services.flatMap((service) => [
    ...(service.image === undefined
      ? []
      : [
          changed(
            service.image.at,
            `${service.image.text} became the official image of ${context.airflowVersion}; its entrypoint's variables are read as options, and ${BITNAMI_HOME} is /opt/airflow`,
          ),
        ]),
    ...[...written(service, context)].flatMap(([name, { at }]) => {
      if (isRead(name)) return [same(at)];
      if (!isOwn(name)) return [];
      return [
        left(
          at,
          /^AIRFLOW_LDAP_/.test(name)
            ? `${name}: LDAP is set up in a webserver_config.py; write airflow.files.webserverConfig`
            : `${name}: only the entrypoint of bitnami's image reads it; write what it did under airflow.options, or into the image`,
        ),
      ];
    }),
  ]);
}
