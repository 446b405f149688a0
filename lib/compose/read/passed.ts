/** As Go's ParseInt reads a number whose base its beginning says, and YAML's octal, which has an `o`. */
const WHOLE = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const FRACTION = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const TIME = "\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d{1,9})?";
const MOMENT = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?: (${TIME})|[Tt](${TIME})Z)?$`);

const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n;

/**
 * What a container gets for a value without quotes in a map of variables: compose reads numbers, `True` and dates, and
 * writes them its own way, `0o17` as 15. A date with a zone other than Z stays text here. `yes`, `no`, `on` and `off` are words to it. In a list all is text.
 * Source: `docker compose config` 2.26; resolve.go of yaml.v3.
 */
export function passed(source: string): string {
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(source)) return source.toLowerCase();
  const found = MOMENT.exec(source);
  if (found !== null) return moment(source, found);
  if (!/^[-+.\d]/.test(source)) return source;
  const digits = source.replaceAll("_", "");
  const whole = wholeNumber(digits);
  if (whole !== undefined && whole >= LEAST && whole < MOST) return String(whole);
  return FRACTION.test(digits) ? fraction(Number(digits)) : source;
}

function wholeNumber(digits: string): bigint | undefined {
  const [, sign, hex, binary, octal, decimal] = WHOLE.exec(digits) ?? [];
  const text =
    hex !== undefined
      ? `0x${hex}`
      : binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : decimal;
  if (text === undefined) return undefined;
  return sign === "-" ? -BigInt(text) : BigInt(text);
}

/** Go writes an exponent from a million on and below 0.0001, of two digits at least. */
function fraction(value: number): string {
  if (Object.is(value, -0)) return "-0";
  const size = Math.abs(value);
  return size >= 1e6 || (size !== 0 && size < 1e-4)
    ? value.toExponential().replace(/e([-+])(\d)$/, "e$10$2")
    : String(value);
}

/** A day or an hour that there is not is text. */
function moment(source: string, [, year, month, date, plain, zulu]: readonly (string | undefined)[]): string {
  const [hour = "0", minute = "0", second = "0"] = (plain ?? zulu ?? "").split(":").map((part) => part || "0");
  const [whole = "0", fraction = ""] = second.split(".");
  const parts = [year, month, date, hour, minute, whole].map(Number);
  const [y = 0, m = 0, d = 0, ...time] = parts;
  const found = new Date(Date.UTC(y, m - 1, d, ...time)).toISOString();
  const wanted = parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join();
  const rest = fraction.replace(/(?<!0)0+$/, "");
  return found.slice(0, 19).replaceAll(/[-T:]/g, ",") === wanted
    ? `${found.slice(0, 10)} ${found.slice(11, 19)}${rest && `.${rest}`} +0000 UTC`
    : source;
}
