import { createHash } from "node:crypto";
import { machines } from "./bash";

const machine = machines();
const URL = "http://metadata.google.internal/computeMetadata/v1/instance/attributes/";

/** A machine whose metadata server has these attributes, and these tags one after the other. */
function told(attributes: Readonly<Record<string, string>>, tags = "t1 t1") {
  const made = machine().write("tags", tags.split(" ").join("\n"));
  for (const [name, value] of Object.entries(attributes)) made.write(`served/${name}`, value);
  return made.command(
    "curl",
    `for word in "$@"; do last=$word; done
here='${made.folder}'
if [[ $last == *'?recursive'* ]]; then
  printf 'HTTP/1.1 200 OK\\r\\netag: %s\\r\\n\\r\\n' "$(head -n 1 "$here/tags")"; sed -i 1d "$here/tags"; exit
fi
while (($#)); do [[ $1 != --output ]] || out=$2; shift; done
if [[ -f $here/served/\${last##*/} ]]; then cp "$here/served/\${last##*/}" "$out"; printf 200; else : > "$out"; printf 404; fi`,
  );
}

const ALL = { "airflow-machine": "image: a\nx: 1\n", "airflow-references": '{"versions":{}}' };
const TAKE = 'take "$(attributes_tag)" && understand';

test("the generation is what anybody computes from the two values", () => {
  const made = told(ALL);
  made.run(["common", "metadata"], TAKE);
  const expected = createHash("sha256").update(`${ALL["airflow-machine"]}\n${ALL["airflow-references"]}`).digest("hex");
  expect(made.read("run/wanted")).toBe(expected.slice(0, 12));
  expect(made.read(`run/documents/${expected.slice(0, 12)}/machine.yaml`)).toBe(ALL["airflow-machine"]);
});

test("values of two moments are not taken for one generation", () => {
  const made = told(ALL, "t1 t2");
  expect(made.run(["common", "metadata"], TAKE).status).toBe(1);
  expect(made.has("run/wanted")).toBe(false);
});

test("a machine with one of the two values has nothing to reach yet", () => {
  const made = told({ "airflow-machine": "image: a\n" });
  made.run(["common", "metadata"], TAKE);
  expect(made.has("run/wanted")).toBe(true);
  expect(made.read("run/wanted")).toBe("");
});

test("the key airflow-drain asks for a drain, and its end takes that back", () => {
  const made = told({ ...ALL, "airflow-drain": "1" }, "t1 t1 t2 t2");
  made.run(["common", "metadata"], TAKE);
  expect(made.has("run/drain")).toBe(true);
  made.run(["common", "metadata"], `rm '${made.folder}/served/airflow-drain'; ${TAKE}`);
  expect(made.has("run/drain")).toBe(false);
});

test("a wait names the tag that is known, and ends by itself", () => {
  const made = told(ALL);
  expect(made.run(["common", "metadata"], "attributes_tag t0").stdout).toBe("t1\n");
  expect(made.calls[0]).toContain(`${URL}?recursive=true&wait_for_change=true&last_etag=t0&timeout_sec=240`);
});

test("an answer other than the value or its absence is an error", () => {
  const made = machine().command("curl", "printf 503");
  const { status, stderr } = made.run(["common", "metadata"], 'attribute user-data "$RUN/x"');
  expect(status).toBe(1);
  expect(stderr).toBe("the metadata server answered 503 for user-data\n");
});

test("the token is read from what the server answers", () => {
  const made = machine().command(
    "curl",
    `printf '{"access_token":"ya29.a-b_c","expires_in":3599,"token_type":"Bearer"}'`,
  );
  expect(made.run(["common", "metadata"], "token").stdout).toBe("ya29.a-b_c");
});

test("an answer without a token is an error", () => {
  expect(machine().command("curl", "printf '{}'").run(["common", "metadata"], "token").status).toBe(1);
});
