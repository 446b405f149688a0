import { said } from "../said";

test.each([
  [
    "the version itself",
    ["upgradeFrom: 3.3.2"],
    [
      "upgradeFrom: got 3.3.2, which is airflow.version itself; remove upgradeFrom:, or write the version that runs before the upgrade",
    ],
  ],
  [
    "a newer version",
    ["upgradeFrom: 3.4.0"],
    [
      'upgradeFrom: got 3.4.0, and airflow.version is the older 3.3.2, which does not start on a database that 3.4.0 has migrated; restore a dump first ("Upgrades" in docs/gcp-vms.md)',
    ],
  ],
  ["an older version", ["upgradeFrom: 2.11.2"], []],
  ["no version", ["upgradeFrom: latest"], ['upgradeFrom: expected three numbers such as "3.3.1", got "latest"']],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
