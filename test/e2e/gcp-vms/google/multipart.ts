export interface Part {
  readonly type: string;
  readonly body: Buffer;
}

const LINE = "\r\n";

/** The two parts of a `multipart/related` upload: what the object is, and its bytes. */
export function parts(body: Buffer, contentType: string): readonly [Part, Part] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`no boundary in ${contentType}`);
  const mark = Buffer.from(`--${boundary}`);
  const found: Part[] = [];
  let at = body.indexOf(mark) + mark.length;
  for (let next = body.indexOf(mark, at); next > 0; next = body.indexOf(mark, at)) {
    found.push(part(body.subarray(at + LINE.length, next - LINE.length)));
    at = next + mark.length;
  }
  const [about, data] = found;
  if (about === undefined || data === undefined) throw new Error("expected two parts");
  return [about, data];
}

function part(text: Buffer): Part {
  // Google's client ends its header lines with either.
  const crlf = text.indexOf(LINE + LINE);
  const [end, length] = crlf >= 0 ? [crlf, 4] : [text.indexOf("\n\n"), 2];
  const head = text.subarray(0, end).toString("utf8");
  return { type: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? "", body: text.subarray(end + length) };
}
