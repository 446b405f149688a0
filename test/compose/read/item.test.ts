import { concealed, write } from "../../../lib/compose/read/item";

const from = { file: "docker-compose.yml", line: 7, key: "services.a.environment.X" };

test("a value that looks like a secret becomes a reference where one can stand, and stops the import elsewhere", () => {
  const url = "https://me:hush@example.com";
  const items = concealed(
    [
      write(["workers", "gpu", "environment", "X"], url, from),
      write(["airflow", "environment", "API_TOKEN"], "hush", from),
      write(["webserver", "baseUrl"], url, from),
      write(["airflow", "environment", "STAGE"], "test", from),
    ],
    "acme",
  );
  expect(items).toEqual([
    { kind: "write", path: ["workers", "gpu", "environment", "X"], value: { secret: "acme-gpu-environment-x" }, from },
    { kind: "secret", path: "secrets/acme-gpu-environment-x", content: url, from },
    {
      kind: "write",
      path: ["airflow", "environment", "API_TOKEN"],
      value: { secret: "acme-environment-api-token" },
      from,
    },
    { kind: "secret", path: "secrets/acme-environment-api-token", content: "hush", from },
    {
      kind: "problem",
      at: from,
      text: "the value holds a URL with a password in it, and webserver.baseUrl cannot be a secret; take it out of the compose file",
    },
    { kind: "write", path: ["airflow", "environment", "STAGE"], value: "test", from },
  ]);
});
