import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { answered } from "../client";
import { must, tail } from "../expect";
import { until } from "../wait";

const PROGRAMS = join(__dirname, "moto");

export interface MotoProps {
  readonly python: string;
  /** Address of this machine that containers reach too. */
  readonly host: string;
  readonly port: number;
  readonly account: string;
  readonly region: string;
  /** File for what the server prints. */
  readonly log: string;
}

/** A fake AWS on this machine, and its API. Everything in it is gone when its process ends. */
export class Moto {
  private server: ChildProcess | undefined;
  private client: ChildProcess | undefined;
  private readonly answers: ((line: string) => void)[] = [];

  constructor(private readonly props: MotoProps) {}

  get url(): string {
    return `http://${this.props.host}:${this.props.port}`;
  }

  /** Variables with which the AWS provider and every SDK use this server instead of AWS. The keys are no secret. */
  get environment(): Readonly<Record<string, string>> {
    const { region } = this.props;
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: "testing",
      AWS_SECRET_ACCESS_KEY: "testing",
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  async start(): Promise<void> {
    const { python, host, port, account, log } = this.props;
    const file = openSync(log, "w");
    const env = { ...process.env, ...this.environment, MOTO_ACCOUNT_ID: account };
    this.server = spawn(python, [join(PROGRAMS, "serve.py"), host, String(port)], {
      env,
      stdio: ["ignore", file, file],
    });
    closeSync(file);
    await until("moto to answer", 180, async () => {
      must(this.server?.exitCode === null, `moto ended:\n${tail(readFileSync(log, "utf8"))}`);
      return (await answered({ url: `${this.url}/moto-api/` })).status === 200;
    });
    this.connect(env);
  }

  private connect(env: NodeJS.ProcessEnv): void {
    this.client = spawn(this.props.python, [join(PROGRAMS, "client.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
    if (this.client.stdout === null) return;
    createInterface({ input: this.client.stdout })
      .on("line", (line) => this.answers.shift()?.(line))
      // Who waits for an answer of a client that has ended would wait for ever.
      .on("close", () => {
        for (const answer of this.answers.splice(0)) answer(JSON.stringify({ error: "its client has ended" }));
      });
  }

  stop(): void {
    this.client?.kill();
    this.server?.kill();
  }

  /** One call of AWS' API, with the names of boto3. A list in pages is read to its end. @throws what AWS answers */
  async call<Answer>(service: string, operation: string, parameters: object = {}): Promise<Answer> {
    const { stdin } = this.client ?? {};
    if (!stdin) throw new Error("moto has not been started");
    const line = new Promise<string>((resolve) => this.answers.push(resolve));
    stdin.write(`${JSON.stringify({ service, operation, parameters })}\n`);
    const { answer, error } = JSON.parse(await line) as { answer?: Answer; error?: string };
    if (answer === undefined) throw new Error(`${service} ${operation}: ${error}`);
    return answer;
  }

  /** What servers were told and no API tells: user and password of the database, token of the broker, by service and identifier. */
  async told(): Promise<Readonly<Record<string, Told>>> {
    const { text } = await answered({ url: `${this.url}/moto-api/told` });
    return JSON.parse(text) as Readonly<Record<string, Told>>;
  }

  /** Calls that moto does not know, by what it wrote. */
  unknownCalls(): string[] {
    const text = readFileSync(this.props.log, "utf8");
    return [...new Set([...text.matchAll(/NotImplementedError: (.*)/g)].map((match) => match[1] ?? ""))];
  }
}

export interface Told {
  readonly user?: string;
  readonly password: string;
}
