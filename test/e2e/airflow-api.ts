import { randomUUID } from "node:crypto";
import { type Answer, answered } from "./client";
import { until } from "./wait";

/** A task instance, what the run looks at. */
export interface TaskInstance {
  readonly task_id: string;
  readonly map_index: number;
  readonly state: string | null;
  readonly hostname: string | null;
  readonly queue: string | null;
  readonly try_number: number;
  readonly start_date: string | null;
  readonly end_date: string | null;
}

export interface DagRun {
  readonly dag_id: string;
  readonly dag_run_id: string;
  readonly state: string;
}

/** Most that the API gives at once. */
const PAGE = 100;

interface Page {
  readonly task_instances: readonly TaskInstance[];
  readonly total_entries: number;
}

export interface ApiProps {
  readonly port: number;
  /** Of the base URL: `/team/airflow`. */
  readonly path?: string;
  readonly release: "2.11" | "3";
  readonly user: string;
  /** Asked for at every login, because it may not be there yet. */
  readonly password: () => string | Promise<string>;
  /** Seconds until a definite answer must be there. Unwritten: three minutes. */
  readonly patience?: number;
}

/** Airflow's REST API: `/api/v2` with a token of `/auth/token` on 3.x, `/api/v1` with basic authentication on 2.11. */
export class AirflowApi {
  private authorization: string | undefined;

  constructor(private readonly props: ApiProps) {}

  get base(): string {
    return `http://127.0.0.1:${this.props.port}${this.props.path ?? ""}`;
  }

  get version(): ApiProps["release"] {
    return this.props.release;
  }

  /** Of the login for people. */
  get loginPath(): string {
    return this.props.release === "3" ? "/auth/login/" : "/login/";
  }

  /** The same server below another path. */
  below(path: string): AirflowApi {
    return new AirflowApi({ ...this.props, path });
  }

  /** Status of a login with any password; 401 is a refusal. */
  async login(password: string): Promise<{ status: number; authorization: string }> {
    const { user, release } = this.props;
    if (release === "2.11") {
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
      const { status } = await this.ask("GET", "/api/v1/dags", undefined, authorization);
      return { status, authorization };
    }
    const { status, text } = await this.ask("POST", "/auth/token", { username: user, password }, "");
    const { access_token: token = "" } = (isGood(status) ? JSON.parse(text) : {}) as { access_token?: string };
    return { status, authorization: `Bearer ${token}` };
  }

  /** Status that a caller without any login gets. */
  async anonymous(path: string): Promise<number> {
    return (await this.ask("GET", `${this.root}${path}`, undefined, "")).status;
  }

  /** Switched on as soon as it is known. */
  async unpause(dag: string): Promise<void> {
    await this.json("PATCH", `/dags/${dag}?update_mask=is_paused`, { is_paused: false });
  }

  /** @returns the run's id: named here, so that a call whose answer was lost makes no second run */
  async trigger(dag: string, conf: object = {}): Promise<string> {
    const logical = this.props.release === "3" ? { logical_date: null } : {};
    const dag_run_id = `e2e__${randomUUID()}`;
    await this.call("POST", `/dags/${dag}/dagRuns`, { ...logical, dag_run_id, conf }, [THERE]);
    return dag_run_id;
  }

  run(dag: string, id: string): Promise<DagRun> {
    return this.json("GET", `/dags/${dag}/dagRuns/${encodeURIComponent(id)}`);
  }

  async runs(): Promise<DagRun[]> {
    return (await this.json<{ dag_runs: DagRun[] }>("GET", "/dags/~/dagRuns?limit=100")).dag_runs;
  }

  /** All of them, also of a run with more than the API gives at once. */
  async tasks(dag: string, id: string): Promise<TaskInstance[]> {
    const path = `/dags/${dag}/dagRuns/${encodeURIComponent(id)}/taskInstances?limit=${PAGE}`;
    const found: TaskInstance[] = [];
    for (let all = 1; found.length < all; ) {
      const page = await this.json<Page>("GET", `${path}&offset=${found.length}`);
      all = page.task_instances.length === 0 ? 0 : page.total_entries;
      found.push(...page.task_instances);
    }
    return found;
  }

  /** The log of one try as text, with what the server says about where it read it. */
  async log(dag: string, id: string, task: string, attempt = 1): Promise<string> {
    const path = `/dags/${dag}/dagRuns/${encodeURIComponent(id)}/taskInstances/${task}/logs/${attempt}?full_content=true`;
    return (await this.call("GET", path)).text;
  }

  private get root(): string {
    return this.props.release === "3" ? "/api/v2" : "/api/v1";
  }

  private async json<Body>(method: string, path: string, body?: object): Promise<Body> {
    return JSON.parse((await this.call(method, path, body)).text) as Body;
  }

  /** @param good statuses of refusals that are meant */
  private async call(method: string, path: string, body?: object, good: readonly number[] = []): Promise<Answer> {
    const what = `${method} ${path}`;
    const answer = await until(what, this.props.patience ?? PATIENCE, async () => {
      const found = await this.attempt(method, path, body);
      if (found.status === UNKNOWN) throw refusal(what, found);
      return found;
    });
    if (isGood(answer.status) || good.includes(answer.status)) return answer;
    throw refusal(what, answer);
  }

  private async attempt(method: string, path: string, body?: object): Promise<Answer> {
    const ask = async () => this.ask(method, `${this.root}${path}`, body, await this.authorized());
    const answer = await ask();
    if (answer.status !== LOGIN) return answer;
    // Keys and passwords may have come with a new deployment.
    this.authorization = undefined;
    return ask();
  }

  private async authorized(): Promise<string> {
    if (this.authorization !== undefined) return this.authorization;
    const { status, authorization } = await this.login(await this.props.password());
    if (!isGood(status)) throw new Error(`login as ${this.props.user}: ${status}`);
    this.authorization = authorization;
    return authorization;
  }

  private ask(method: string, path: string, body: object | undefined, authorization: string): Promise<Answer> {
    const call = {
      method,
      url: `${this.base}${path}`,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(authorization === "" ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return answered(call, { seconds: this.props.patience ?? PATIENCE });
  }
}

/**
 * Seconds until a server that was replaced answers, and until what is asked for is known to it: a DAG is not there from
 * the replacement of the DAG processor until its first look, a run's task until the scheduler has seen the run.
 */
const PATIENCE = 180;

/** Statuses: who are you, I do not know it yet, and it is there already. */
const [LOGIN, UNKNOWN, THERE] = [401, 404, 409];

const refusal = (what: string, { status, text }: Answer): Error =>
  new Error(`${what}: ${status} ${text.slice(0, 300)}`);

const isGood = (status: number): boolean => status >= 200 && status < 300;
