import {
  byOption,
  onlySecrets,
  onlyText,
  optionVariable,
  plainOptions,
  secretOptions,
} from "../../../lib/airflow/environment/option";

test.each([
  ["core.fernet_key", "AIRFLOW__CORE__FERNET_KEY"],
  ["common.io.xcom_objectstorage_path", "AIRFLOW__COMMON_IO__XCOM_OBJECTSTORAGE_PATH"],
  ["kubernetes_executor.namespace", "AIRFLOW__KUBERNETES_EXECUTOR__NAMESPACE"],
])("option %s is variable %s", (option, variable) => {
  expect(optionVariable(option)).toBe(variable);
});

test("options by their dotted names", () => {
  expect(byOption({ "core.parallelism": "8" })).toEqual({ AIRFLOW__CORE__PARALLELISM: "8" });
});

test("a map of the file parts into text and secrets", () => {
  const entries = { A: "1", B: { secret: "bb" }, C: { file: "c.txt" }, D: "" };
  expect(onlyText(entries)).toEqual({ A: "1", D: "" });
  expect(onlySecrets(entries)).toEqual({ B: [{ given: { secret: "bb" } }], C: [{ given: { file: "c.txt" } }] });
});

test("so do options of the file", () => {
  const options = { core: { parallelism: "8" }, smtp: { smtp_host: "mail", smtp_password: { secret: "smtp" } } };
  expect(plainOptions(options)).toEqual({ AIRFLOW__CORE__PARALLELISM: "8", AIRFLOW__SMTP__SMTP_HOST: "mail" });
  expect(secretOptions(options)).toEqual({ AIRFLOW__SMTP__SMTP_PASSWORD: [{ given: { secret: "smtp" } }] });
});
