import { DEFAULT_VERSION, isFrom, parseVersion, releaseOf } from "../../../lib/airflow/releases/version";

test.each([
  ["3.3.2", { major: 3, minor: 3, patch: 2 }],
  ["2.11.10", { major: 2, minor: 11, patch: 10 }],
  ["3.3", undefined],
  ["v3.3.2", undefined],
  ["3.3.2rc1", undefined],
  ["latest", undefined],
])("%s is read as %j", (text, version) => {
  expect(parseVersion(text)).toEqual(version);
});

test.each([
  ["2.10.5", undefined],
  ["2.11.0", "2.11"],
  ["2.11.2", "2.11"],
  ["2.12.0", undefined],
  ["3.0.6", undefined],
  ["3.1.0", "3.1 and newer 3.x"],
  [DEFAULT_VERSION, "3.1 and newer 3.x"],
  ["3.10.0", "3.1 and newer 3.x"],
  ["4.0.0", undefined],
])("%s has the profile %s", (version, name) => {
  expect(releaseOf(version)?.name).toBe(name);
});

test("a release is from another on", () => {
  const version = { major: 3, minor: 2, patch: 0 };
  expect(["2.11", "3.1", "3.2", "3.3", "3.10", "4.0"].map((release) => isFrom(version, release))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("what the image is told to run", () => {
  expect([releaseOf("2.11.2")?.commands.webserver, releaseOf("3.3.2")?.commands.webserver]).toEqual([
    ["webserver", "--pid", "/dev/shm/airflow-webserver.pid"],
    ["api-server"],
  ]);
  expect([releaseOf("2.11.2")?.options.secretKey, releaseOf("3.3.2")?.options.secretKey]).toEqual([
    "webserver.secret_key",
    "api.secret_key",
  ]);
});
