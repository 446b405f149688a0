import { jsonencoded } from "../../encode/functions";

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of a policy, in the words of IAM. */
export interface Statement {
  /** What it is for, in letters and digits; the user's own statements have none. */
  readonly Sid?: string;
  readonly Effect: "Allow";
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Condition;
}

export const allow = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition?: Condition,
): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Action: actions,
  Resource: resources,
  ...(condition === undefined ? {} : { Condition: condition }),
});

/** A policy as Terraform's JSON; references may stand in it. */
export const policy = (statements: readonly Statement[]): string =>
  jsonencoded({ Version: "2012-10-17", Statement: statements });
