import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { officialImage, officialTag } from "../../derived/images";
import { releaseOf } from "../../releases/version";

/** The release that an official image holds, where its tag says so; an image of somebody's own is asked later. */
export function imageVersion({ airflow: { image, version } }: Deployment): readonly Finding[] {
  const tag = typeof image === "string" ? officialTag(image) : undefined;
  if (tag === undefined || releaseOf(version) === undefined) return [];
  const say = (message: string): readonly Finding[] => [{ path: ["airflow", "image"], message }];
  const python = /-python3\.\d{1,2}$/.exec(tag)?.[0] ?? "";
  const right = officialImage(`${version}${python}`);
  if (tag.startsWith("slim-"))
    return say(`got ${image}, whose slim images have no Celery, no users and no database's client; write ${right}`);
  const held = /^(\d+\.\d+\.\d+)(?:(?:a|b|rc|\.post|\.dev)\d+)?(?:$|-python3\.\d{1,2}$)/.exec(tag)?.[1];
  if (held === version) return [];
  if (held === undefined) return say(`got ${image}, whose tag does not say one release of Airflow; write ${right}`);
  const other = releaseOf(held) === undefined ? "" : `, or version: "${held}"`;
  return say(`${image} holds Airflow ${held}, and version: says ${version}; write ${right}${other}`);
}
