import { said } from "../said";

test.each([
  ["an older version that runs", 'upgradeFrom: "3.3.1"', []],
  ["an older major version that runs", 'upgradeFrom: "2.11.2"', []],
  [
    "the version that is deployed",
    'upgradeFrom: "3.3.2"',
    [
      "upgradeFrom: got 3.3.2, which is airflow.version itself; remove upgradeFrom:, or write the version that runs before the upgrade",
    ],
  ],
  [
    "a newer version than the one that is deployed",
    'upgradeFrom: "3.10.0"',
    [
      'upgradeFrom: got 3.10.0, and airflow.version is the older 3.3.2, which does not start on a database that 3.10.0 has migrated; restore a backup first ("Upgrades" in docs/aws-ecs.md)',
    ],
  ],
  ["no version", 'upgradeFrom: "yes"', ['upgradeFrom: expected three numbers such as "3.3.1", got "yes"']],
])("%s", (_, entry, expected) => {
  expect(said(entry)).toEqual(expected);
});
