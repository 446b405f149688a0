import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../../commands/run";
import { must } from "../../expect";

/** Writes ca.pem, server.pem and server.key for some names. @returns the folder */
export async function certificates(folder: string, names: readonly string[]): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  writeFileSync(file("names"), `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}\n`);
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const days = ["-days", "2"];
  await openssl(
    ["req", "-x509", ...key, ...days, "-subj", "/CN=airflow-cdktf e2e"],
    ["-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout", file("ca.key"), "-out", file("ca.pem")],
  );
  await openssl(["req", "-new", ...key, "-subj", "/CN=google"], ["-keyout", file("server.key"), "-out", file("csr")]);
  await openssl(
    ["x509", "-req", "-in", file("csr"), "-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial"],
    [...days, "-extfile", file("names"), "-out", file("server.pem")],
  );
  return folder;
}

async function openssl(...args: readonly (readonly string[])[]): Promise<void> {
  const { code, stderr } = await run("openssl", args.flat());
  must(code === 0, `openssl ${args[0]?.[0]} failed: ${stderr}`);
}
