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
  const form = { right: await webForm(api.base, password), wrong: await webForm(api.base, "admin") };
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

/** Whether the form of Airflow's own login page lets a person in: then the answer leads away from it with a token. */
async function webForm(base: string, password: string): Promise<boolean> {
  const url = `${base}/auth/login/`;
  const page = await answered({ url });
  const csrf = /name="csrf_token"[^>]*value="([^"]+)"/.exec(page.text)?.[1];
  must(csrf !== undefined, `the login page has no form (${page.status})`);
  const session = cookies(page).map((cookie) => cookie.split(";", 1)[0]);
  const answer = await answered({
    url,
    method: "POST",
    headers: { cookie: session.join("; "), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrf_token: csrf, username: "admin", password }).toString(),
  });
  return cookies(answer).some((cookie) => /^_token=[^;]{20,}/.test(cookie));
}

const cookies = ({ headers }: Answer): readonly string[] => headers["set-cookie"] ?? [];
