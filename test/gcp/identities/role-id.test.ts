import { roleId } from "../../../lib/gcp/identities/role-id";

test("a role is known by its stack, and is another one in the next life of it", () => {
  expect(roleId("acme-data", "shrink", "1".repeat(21))).toBe("airflow.acme_data.shrink_111111111111111111111");
});

test.each(["shrink", "database"])("the longest name of a stack leaves room for %s", (what) => {
  const longest = "s".repeat(30 - "-master".length);
  expect(roleId(longest, what, "1".repeat(21))).toMatch(/^[a-zA-Z0-9_.]{3,64}$/);
});
