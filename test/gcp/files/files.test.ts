import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contents, mountsOf, targetFiles } from "../../../lib/gcp/files/files";

test("every process gets start.sh, the client for Google and our programs, but no plugin of the webserver", () => {
  const targets = targetFiles().map(({ target }) => target);
  expect(targets).toEqual(
    expect.arrayContaining([
      "/opt/airflow-cdktf/start.sh",
      "/opt/airflow-cdktf/airflow_cdktf_google.py",
      "/opt/airflow-cdktf/airflow_cdktf_gcp/dags_sync.py",
    ]),
  );
  expect(targets.filter((target) => target.includes("dist-info"))).toEqual([]);
});

test("files are their texts by their places; a later one of a place wins", () => {
  expect(
    contents([
      { target: "/a", content: "1" },
      { target: "/a", content: "2" },
    ]),
  ).toEqual({ "/a": "2" });
});

test("our programs come as a folder, others beside the image's own, one by one", () => {
  const file = (target: string) => ({ target, content: "" });
  expect(mountsOf([file("/opt/airflow-cdktf/start.sh"), file("/opt/airflow/plugins/a.py")])).toEqual([
    { source: "/run/airflow-cdktf/current/files/opt/airflow-cdktf", target: "/opt/airflow-cdktf" },
    {
      source: "/run/airflow-cdktf/current/files/opt/airflow/plugins/a.py",
      target: "/opt/airflow/plugins/a.py",
    },
  ]);
});

test("what is no text is refused by its name", () => {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  const source = join(folder, "logo.png");
  writeFileSync(source, Buffer.from([0x89, 0xff]));
  expect(() => contents([{ target: "/a", source }])).toThrow(
    `${source} is no text in UTF-8, and only text is delivered here; put it into the image`,
  );
  rmSync(folder, { recursive: true });
});
