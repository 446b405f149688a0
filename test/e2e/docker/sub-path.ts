import type { AirflowApi } from "../airflow-api";
import { type Answer, answered } from "../client";
import { must } from "../expect";
import { webForm } from "./login";

/** Redirects from the first page to the login. */
const MOST = 6;

/**
 * All of the pages is below the path of the base URL: where the first page leads, what it loads, the login and its
 * cookies. At the root of the host nothing of Airflow's is.
 */
export async function belowPath(api: AirflowApi, path: string, password: string): Promise<string> {
  const { page, url, steps } = await followed(`${api.base}/`, path);
  must(page.status === 200, `${url} answers ${page.status}`);
  const asset = assetOf(page.text, url);
  must(asset.pathname.startsWith(`${path}/static/`), `the page loads ${asset.pathname}, expected it below ${path}`);
  const loaded = await answered({ url: asset.href });
  must(loaded.status === 200 && loaded.text.length > 100, `${asset.pathname} answers ${loaded.status}`);
  const form = await webForm(api, password);
  must(form.in, "the right password was refused by the web form");
  must(!(await webForm(api, "admin")).in, "a wrong password was accepted by the web form");
  for (const cookie of form.cookies) {
    const at = /;\s*path=([^;]*)/i.exec(cookie)?.[1] ?? "";
    must(
      `${path}/`.startsWith(at) && at.startsWith("/"),
      `the cookie ${cookie.split("=", 1)[0]} is for the path ${at || "unsaid"}`,
    );
  }
  const outside = await answered({ url: `${new URL(api.base).origin}${new URL(asset).pathname.slice(path.length)}` });
  must(
    outside.status === 404,
    `${new URL(asset).pathname.slice(path.length)} answers ${outside.status} at the root, expected 404`,
  );
  return `${steps.map((step) => new URL(step).pathname).join(" -> ")}: ${page.status}; ${asset.pathname}: ${loaded.status}; logged in`;
}

async function followed(from: string, path: string): Promise<{ page: Answer; url: string; steps: readonly string[] }> {
  const steps = [from];
  for (;;) {
    const url = steps.at(-1) ?? from;
    const page = await answered({ url });
    const { location } = page.headers;
    if (location === undefined) return { page, url, steps };
    const next = new URL(location, url);
    must(next.pathname.startsWith(`${path}/`), `${url} leads to ${location}, out of ${path}`);
    must(steps.length < MOST, `one redirect after the other: ${steps.join(", ")}`);
    // Links have the address that people type; this machine has no such name.
    steps.push(`${new URL(from).origin}${next.pathname}${next.search}`);
  }
}

/** A script or a sheet of the page, as a browser would ask for it. */
function assetOf(html: string, url: string): URL {
  const found = /(?:src|href)="([^"]*static\/[^"]+\.(?:js|css))"/.exec(html)?.[1];
  must(found !== undefined, `${url} loads nothing:\n${html.slice(0, 500)}`);
  const base = /<base[^>]*href="([^"]+)"/.exec(html)?.[1];
  return new URL(found, base === undefined ? url : new URL(base, url));
}
