import type { ContainerUpload } from "@cdktf/provider-docker/lib/container";
import type { AirflowPart } from "../../deployment/schema/airflow";
import type { SecretReference } from "../../deployment/schema/scalars";
import { Fn } from "../../encode/functions";
import { argument } from "../../encode/terraform";
import type { Secrets } from "../secrets/secrets";

const CONNECTIONS = "/run/secrets/connections.json";
const VARIABLES = "/run/secrets/variables.json";

/** Connections and variables of the file, served by Airflow's local filesystem backend, never written to the database. */
export class Connections {
  constructor(
    private readonly connections: AirflowPart["connections"],
    private readonly airflowVariables: AirflowPart["variables"],
    private readonly secrets: Secrets,
  ) {}

  /** Airflow's own backend for them; none where the file has neither, so that it may name one of its own. */
  get variables(): Readonly<Record<string, string>> {
    if (this.empty) return {};
    return {
      AIRFLOW__SECRETS__BACKEND: "airflow.secrets.local_filesystem.LocalFilesystemBackend",
      AIRFLOW__SECRETS__BACKEND_KWARGS: JSON.stringify({
        connections_file_path: CONNECTIONS,
        variables_file_path: VARIABLES,
      }),
    };
  }

  uploads(): ContainerUpload[] {
    if (this.empty) return [];
    return [
      { file: CONNECTIONS, content: this.json(this.connections, this.connection), permissions: "0440" },
      { file: VARIABLES, content: this.json(this.airflowVariables), permissions: "0440" },
    ];
  }

  private get empty(): boolean {
    return Object.keys({ ...this.connections, ...this.airflowVariables }).length === 0;
  }

  private json(entries: Readonly<Record<string, string | SecretReference>>, value = this.text): string {
    return Fn.jsonencode(Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, value(entry)])));
  }

  private readonly text = (value: string | SecretReference): string =>
    typeof value === "string" ? argument(value) : this.secrets.value({ given: value });

  /** A URI, or an object where the secret holds JSON: the backend takes both. A variable is text in any case. */
  private readonly connection = (value: string | SecretReference): string => {
    const text = this.text(value);
    return Fn.try([Fn.jsondecode(text), text]) as string;
  };
}
