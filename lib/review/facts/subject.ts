import type { Endpoint } from "../../airflow/endpoint";
import type { Composition } from "../../airflow/platform";
import type { Release } from "../../airflow/releases/release";
import type { Built } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import type { Located } from "../../deployment/file/extend";
import type { Deployment } from "../../deployment/schema/schema";
import type { Path } from "../../deployment/words/finding";
import { dotted, type Problem } from "../../deployment/words/problem";
import type { At } from "../model";

/** Airflow as the stack composed it. */
export interface ComposedAirflow {
  readonly release: Release;
  readonly services: readonly Service[];
  readonly composition: Composition;
  readonly database: Endpoint;
  /** Undefined with LocalExecutor. */
  readonly broker: Endpoint | undefined;
}

/** A stack that can be reviewed: it keeps what it composed and what it made. */
export interface Reviewable {
  readonly airflow: ComposedAirflow;
  readonly built: Built;
}

/** A file, and the stack that it became. */
export interface Subject extends Reviewable {
  readonly stack: string;
  readonly target: string;
  readonly file: string;
  readonly deployment: Deployment;
  readonly notices: readonly Problem[];
  readonly locate: Located["locate"];
  readonly writes: Located["writes"];
}

/** The line of the file that decided something. */
export function at({ locate, writes }: Pick<Subject, "locate" | "writes">, path: Path): At {
  const { file, line, written = path } = locate(path);
  const place = { file, line, path: dotted(written) };
  return writes(path) ? place : { ...place, unwritten: true };
}
