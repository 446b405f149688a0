import type { AirflowApi } from "../airflow-api";
import { type Answer, answered } from "../client";
import { must } from "../expect";
import { adminPassword } from "../state";
import type { Scene } from "./scene";

/** API and web form: the generated password opens both, a wrong one and no login open neither. */
export async function login({ project, api, stack }: Scene): Promise<string> {
  const password = adminPassword(project.path("state", `${stack}.tfstate`));
  const output = await project.terraform(stack, "output", "-raw", "admin_password");
  // Its output is the password: it must not be looked for in what commands printed.
  project.printed.splice(project.printed.indexOf(output.stdout), 1);
  must(output.stdout === password, "terraform output -raw admin_password is not the password in the state");
  const token = { right: (await api.login(password)).status, wrong: (await api.login(`${password}x`)).status };
  const empty = (await api.login("")).status;
  const anonymous = await Promise.all(
    ["/dags", "/connections", "/variables", "/config"].map((path) => api.anonymous(path)),
  );
  const form = { right: (await webForm(api, password)).in, wrong: (await webForm(api, "admin")).in };
  must(token.right === 201, `the right password got ${token.right} from the API, expected 201`);
  must(token.wrong === 401, `a wrong password got ${token.wrong} from the API, expected 401`);
  must([400, 401, 422].includes(empty), `an empty password got ${empty} from the API, expected a refusal`);
  must(
    anonymous.every((status) => status === 401 || status === 403),
    `an anonymous caller got ${anonymous} from the API, expected 401`,
  );
  must(form.right, "the right password was refused by the web form");
  must(!form.wrong, "a wrong password was accepted by the web form");
  return `right password: API ${token.right}, web form in; wrong one: API ${token.wrong}, web form refused; empty: ${empty}; anonymous: ${anonymous.join(" ")}`;
}

/**
 * Whether the form of Airflow's own login page lets a person in: then the answer leads away from it with a token on 3.x,
 * and the session knows the person on 2.11. With the cookies that a browser was given.
 */
export async function webForm(
  { base, loginPath, version }: AirflowApi,
  password: string,
): Promise<{ readonly in: boolean; readonly cookies: readonly string[] }> {
  const url = `${base}${loginPath}`;
  const page = await answered({ url });
  const csrf = /name="csrf_token"[^>]*value="([^"]+)"/.exec(page.text)?.[1];
  must(csrf !== undefined, `the login page has no form (${page.status})`);
  const answer = await answered({
    url,
    method: "POST",
    headers: {
      cookie: jar(cookies(page)),
      "content-type": "application/x-www-form-urlencoded",
      // Airflow asks for it where people type https.
      referer: url.replace(/^http:/, "https:"),
    },
    body: new URLSearchParams({ csrf_token: csrf, username: "admin", password }).toString(),
  });
  const given = cookies(answer);
  if (version === "3") return { in: given.some((cookie) => /^_token=[^;]{20,}/.test(cookie)), cookies: given };
  const home = await answered({ url: `${base}/home`, headers: { cookie: jar(given) } });
  return { in: home.status === 200, cookies: given };
}

const jar = (set: readonly string[]): string => set.map((cookie) => cookie.split(";", 1)[0]).join("; ");

const cookies = ({ headers }: Answer): readonly string[] => headers["set-cookie"] ?? [];
