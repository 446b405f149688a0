/** What root keeps in the container of a store: to hand files to the server's own user, and to become that user. */
export const STEP_DOWN: readonly string[] = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"];

/** A folder in memory for what is made of secrets when a store starts. */
export const OWN_MEMORY = "--tmpfs=/run/store:rw,noexec,nosuid,nodev,size=1m,mode=0755";
