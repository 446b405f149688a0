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

export interface ApiProps {
  readonly port: number;
  readonly release: "2.11" | "3";
  readonly user: string;
  /** Asked for at every login, because it may not be there yet. */
  readonly password: () => string | Promise<string>;
}

const SECONDS = 10_000;

/** Airflow's REST API: `/api/v2` with a token of `/auth/token` on 3.x, `/api/v1` with basic authentication on 2.11. */
export class AirflowApi {
  private authorization: string | undefined;

  constructor(private readonly props: ApiProps) {}

  get base(): string {
    return `http://127.0.0.1:${this.props.port}`;
  }

  /** Status of a login with any password; 401 is a refusal. */
  async login(password: string): Promise<{ status: number; authorization: string }> {
    const { user, release } = this.props;
    if (release === "2.11") {
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
      const { status } = await this.fetch("GET", "/api/v1/dags", undefined, authorization);
      return { status, authorization };
    }
    const response = await this.fetch("POST", "/auth/token", { username: user, password }, "");
    const { access_token: token = "" } = (response.ok ? await response.json() : {}) as { access_token?: string };
    return { status: response.status, authorization: `Bearer ${token}` };
  }

  /** Status that a caller without any login gets. */
  async anonymous(path: string): Promise<number> {
    return (await this.fetch("GET", `${this.root}${path}`, undefined, "")).status;
  }

  async unpause(dag: string): Promise<void> {
    await this.json("PATCH", `/dags/${dag}?update_mask=is_paused`, { is_paused: false });
  }

  /** @returns the run's id */
  async trigger(dag: string, conf: object = {}): Promise<string> {
    const logical = this.props.release === "3" ? { logical_date: null } : {};
    const { dag_run_id } = await this.json<DagRun>("POST", `/dags/${dag}/dagRuns`, { ...logical, conf });
    return dag_run_id;
  }

  run(dag: string, id: string): Promise<DagRun> {
    return this.json("GET", `/dags/${dag}/dagRuns/${encodeURIComponent(id)}`);
  }

  async runs(): Promise<DagRun[]> {
    return (await this.json<{ dag_runs: DagRun[] }>("GET", "/dags/~/dagRuns?limit=100")).dag_runs;
  }

  async tasks(dag: string, id: string): Promise<TaskInstance[]> {
    const path = `/dags/${dag}/dagRuns/${encodeURIComponent(id)}/taskInstances?limit=100`;
    return (await this.json<{ task_instances: TaskInstance[] }>("GET", path)).task_instances;
  }

  /** The log of one try as text, with what the server says about where it read it. */
  async log(dag: string, id: string, task: string, attempt = 1): Promise<string> {
    const path = `/dags/${dag}/dagRuns/${encodeURIComponent(id)}/taskInstances/${task}/logs/${attempt}?full_content=true`;
    const response = await this.call("GET", path);
    return response.text();
  }

  private get root(): string {
    return this.props.release === "3" ? "/api/v2" : "/api/v1";
  }

  private async json<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    return (await (await this.call(method, path, body)).json()) as Answer;
  }

  private async call(method: string, path: string, body?: object): Promise<Response> {
    this.authorization ??= (await this.login(await this.props.password())).authorization;
    const response = await this.fetch(method, `${this.root}${path}`, body, this.authorization);
    if (response.ok) return response;
    // Keys and passwords may have come with a new deployment.
    if (response.status === 401) this.authorization = undefined;
    throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  }

  private fetch(method: string, path: string, body: object | undefined, authorization: string): Promise<Response> {
    return fetch(`${this.base}${path}`, {
      method,
      signal: AbortSignal.timeout(SECONDS),
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(authorization === "" ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
