import { canonical, pathOf } from "../../../lib/deployment/schema/base-url";

test.each([
  ["https://data.example.com/airflow", "https://data.example.com/airflow"],
  ["https://data.example.com/airflow/", "https://data.example.com/airflow"],
  ["https://data.example.com/", "https://data.example.com"],
  ["http://localhost:8080/team/airflow", "http://localhost:8080/team/airflow"],
  ["HTTPS://Data.Example.com/Airflow", "https://data.example.com/Airflow"],
  ["https://data.example.com:443/a", "https://data.example.com/a"],
  ["http://data.example.com:443/a", "http://data.example.com:443/a"],
  ["http://[2001:DB8::1]:8080/a_b/c~d/e-f.g", "http://[2001:db8::1]:8080/a_b/c~d/e-f.g"],
  ["https://bücher.example/a", "https://xn--bcher-kva.example/a"],
  [`https://a.example/${"p".repeat(99)}`, `https://a.example/${"p".repeat(99)}`],
])("%s is taken as %s", (text, address) => {
  expect([canonical(text), canonical(address)]).toEqual([address, address]);
});

test.each([
  "https://a.example//airflow",
  "https://a.example/airflow//",
  "https://a.example//",
  "https://a.example/airflow?x=1",
  "https://a.example/?x=1",
  "https://a.example/airflow#top",
  "https://ops@a.example/airflow",
  "https://a.example/air%66low",
  "https://a.example/air flow",
  "https://a.example/./airflow",
  "https://a.example/x/../airflow",
  "https://a.example/.airflow",
  "https://a.example/airflow;v=1",
  "https://a.example/airflow*",
  "https://a.example/ä",
  "https://a.example/$HOME",
  "https://a.example./airflow",
  "https://a.example\\airflow",
  "https:a.example",
  "https:/a.example",
  "https:///a.example",
  "//a.example/airflow",
  "ftp://a.example/airflow",
  "https://a.example:x/airflow",
  "https://a.example\n/airflow",
  `https://a.example/${"p".repeat(100)}`,
  "",
])("%s is no address for all readers", (text) => {
  expect(canonical(text)).toBeUndefined();
});

test("the path of an address", () => {
  expect(["http://localhost:8080", "http://[::1]:8080/a", "https://a.example/team/airflow"].map(pathOf)).toEqual([
    "",
    "/a",
    "/team/airflow",
  ]);
});
