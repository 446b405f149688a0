import { Fn } from "./functions";

/** A Fernet key of 32 letters and digits: URL-safe base64 of 32 bytes. */
export const fernetKey = (text: string): string => Fn.replace(Fn.replace(Fn.base64encode(text), "+", "-"), "/", "_");
