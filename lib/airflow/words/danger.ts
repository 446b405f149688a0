import type { Path } from "../../deployment/words/finding";
import type { Danger } from "./built";

/** It works, but not as one may expect. */
export const notice = (what: string, remedy: string, path: Path): Danger => ({ level: "notice", what, remedy, path });

/** Somebody could get in, or data be lost. */
export const danger = (what: string, remedy: string, path: Path): Danger => ({ level: "danger", what, remedy, path });
