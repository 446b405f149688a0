/**
 * Id of a custom role. It ends with a number that no two lives of a stack share: IAM keeps a deleted role for 7 days, and
 * for 30 more its id is neither free nor had back, so that the same id could not be deployed again after a destroy.
 * Hyphens are not allowed, and 64 characters are the most. Source: hashicorp/google, google_project_iam_custom_role.
 * @param what in a few letters: a stack's name may have 23, and the number has 21 digits
 * @param life number of an account of the stack's, which Google never gives twice
 */
export const roleId = (stack: string, what: string, life: string): string =>
  `airflow.${stack.replaceAll("-", "_")}.${what}_${life}`;
