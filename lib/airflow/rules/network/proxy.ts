import type { Deployment } from "../../../deployment/schema/schema";
import { quoted } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { noProxyRefusal, PROXY_FORM, type ProxyReader, proxyRefusal } from "../../derived/proxy-address";
import { besideKey, readerOf, wrongVariable } from "../../derived/proxy-variable";
import { variables } from "../../derived/variables";

/** Addresses of proxies, wherever the file has them, and `proxy:` beside variables that mean the same. */
export function proxy(deployment: Deployment): readonly Finding[] {
  const reader = readerOf(deployment);
  return [
    ...ofKey(deployment),
    ...variables(deployment).flatMap(({ path, value }) => {
      const name = path.at(-1) ?? "";
      const message = besideKey(name, deployment) ?? ofVariable(name, value, reader);
      return message === undefined ? [] : [{ path, message }];
    }),
    ...buildArguments(deployment),
  ];
}

function ofVariable(name: string, value: unknown, reader: ProxyReader): string | undefined {
  if (typeof value !== "string") return undefined;
  const wrong = wrongVariable(name, value, reader);
  return wrong === undefined ? undefined : `${wrong.expected}, got ${quoted(value, name)}; ${wrong.why}`;
}

function ofKey({ proxy: key }: Deployment): readonly Finding[] {
  if (key === undefined) return [];
  const addresses = (["http", "https"] as const).flatMap((scheme) => {
    const value = key[scheme];
    const why = value === undefined ? undefined : proxyRefusal(value, { whole: true, socks: false });
    return why === undefined || value === undefined
      ? []
      : [{ path: ["proxy", scheme], message: `${PROXY_FORM}, got ${quoted(value)}; ${why}` }];
  });
  const hosts = key.noProxy.flatMap((entry, index) => {
    const why = noProxyRefusal(entry);
    return why === undefined
      ? []
      : [{ path: ["proxy", "noProxy", index], message: `expected a host, got ${quoted(entry)}; ${why}` }];
  });
  return [...addresses, ...hosts];
}

/** Docker knows these arguments by itself, so that an image may be built with them as long as `proxy:` does not. */
function buildArguments(deployment: Deployment): readonly Finding[] {
  const { image } = deployment.airflow;
  if (image === undefined || typeof image === "string") return [];
  return Object.keys(image.build.args).flatMap((name) => {
    const message = besideKey(name, deployment, "build");
    return message === undefined ? [] : [{ path: ["airflow", "image", "build", "args", name], message }];
  });
}
