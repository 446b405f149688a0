import { type Call, failure, json } from "./answers";
import { crc32c } from "./crc32c";
import type { Rights } from "./rights";
import type { World } from "./world";

/** `versions.access`, the one thing that machines ask of it. Source: Secret Manager API, REST reference. */
export class SecretManager {
  constructor(
    private readonly world: World,
    private readonly rights: Rights,
  ) {}

  answer(call: Call): undefined {
    const { path, response } = call;
    const [, name, version] = /^\/v1\/projects\/[^/]+\/secrets\/([^/]+)\/versions\/([^/:]+):access$/.exec(path) ?? [];
    if (name === undefined || version === undefined) {
      this.world.unknown.push(`secretmanager ${call.method} ${path}`);
      return failure(response, 404, "not known here");
    }
    const instance = this.rights.may(call, "secretmanager.versions.access", `secret ${name}`);
    if (instance === undefined) return;
    const versions = this.world.secrets.get(name) ?? [];
    const number = version === "latest" ? versions.length : Number(version);
    const value = versions[number - 1];
    if (value === undefined) return failure(response, 404, `Secret Version [${name}/versions/${version}] not found.`);
    this.world.accesses.push(`${instance.name} ${name} ${number}`);
    const data = Buffer.from(value, "utf8");
    json(response, 200, {
      name: `projects/123456789012/secrets/${name}/versions/${number}`,
      payload: { data: data.toString("base64"), dataCrc32c: String(crc32c(data)) },
    });
  }
}
