import { changed, type Item, left, same, write } from "../read/item";
import { entry } from "../read/tree";
import { type Context, running } from "../services/context";
import type { Service } from "../services/service";

/** Everybody's user id; the group is always 0. */
export function user(context: Context): readonly Item[] {
  const found = running(context.cast).flatMap((service) => userOf(service) ?? []);
  const chosen = found.find(({ text }) => /^[1-9]\d*(:|$)/.test(text));
  return found.flatMap((one) => {
    const [id = "", group = "0"] = one.text.split(":");
    const numbered = /^[1-9]\d*$/.test(id);
    return [
      same(one.at),
      ...(one === chosen && id !== "50000" ? [write(["docker", "user"], Number(id), one.at)] : []),
      ...(numbered && one.text.split(":")[0] !== chosen?.text.split(":")[0]
        ? [left(one.at, `user ${id}: all processes have one user, ${chosen?.text.split(":")[0]}`)]
        : []),
      ...(numbered || /^(airflow)?$/.test(id)
        ? []
        : [
            left(
              one.at,
              `user ${id}: Airflow runs as a user of its own, never as root; write docker.user with a number`,
            ),
          ]),
      ...(/^(0|root|)$/.test(group)
        ? []
        : [changed(one.at, `group ${group} became 0, the group that owns the image's folders`)]),
    ];
  });
}

function userOf({ tree }: Service) {
  const found = entry(tree, "user");
  return found?.kind === "scalar" ? found : undefined;
}
