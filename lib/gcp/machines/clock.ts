/** A time of each day, in UTC, as systemd.time(7) writes it. */
export const every = (hour: number, minute: number): string => `*-*-* ${two(hour)}:${two(minute)}:00 UTC`;

const two = (number: number): string => String(number).padStart(2, "0");
