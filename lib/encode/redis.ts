import { Fn } from "./functions";

/** A value that Terraform knows as one argument of Redis' own grammar, for redis.conf and redis-cli: any text may be it. */
export const redisArgument = (value: string): string => `"${Fn.replace(Fn.replace(value, "\\", "\\\\"), '"', '\\"')}"`;
