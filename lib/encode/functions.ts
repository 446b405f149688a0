import { Fn as CdktfFn, Op as CdktfOp, propertyAccess as cdktfPropertyAccess } from "cdktf";
import { argument, data } from "./terraform";

/** `rawString` is left to `argument`: cdktf escapes half of what ends a text. */
type Functions = Omit<typeof CdktfFn, "rawString" | "prototype">;

/** cdktf's own, where a text among the arguments is data: nothing in it ends it or begins a template. */
const guarded = <Own extends object>(own: Own): Own =>
  new Proxy(own, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member !== "function"
        ? member
        : (...args: readonly unknown[]): unknown => Reflect.apply(member, target, args.map(data));
    },
  });

/** Terraform's functions; what their arguments hold is text or a reference, never code. */
export const Fn: Functions = guarded<Functions>(CdktfFn);

/** Terraform's operators, the same. */
export const Op: Omit<typeof CdktfOp, "prototype"> = guarded<Omit<typeof CdktfOp, "prototype">>(CdktfOp);

/** One key of a value that Terraform knows; any text may be the key. */
export const keyOf = (value: unknown, key: string): string => cdktfPropertyAccess(value, [argument(key)]).toString();

/** JSON that Terraform writes, so that references may stand in it; without what is undefined. */
export const jsonencoded = (value: object): string => Fn.jsonencode(value);
