import { called, edited, told } from "../../support/review-compare";

describe("secrets", () => {
  const CRM = "given/crm-api";
  const crm = (edit: object) => told(({ secrets }) => ({ secrets: edited(secrets, called(CRM), edit) }));
  const readers = ["webserver", "scheduler", "dag-processor", "triggerer", "worker-default", "worker-training"];

  test("one more reader, and one fewer", () => {
    expect(crm({ readers: [...readers, "worker-gpu", "flower"] })).toEqual([
      "notice secret given/crm-api is now read by flower too",
    ]);
    expect(crm({ readers })).toEqual(["secret given/crm-api is no longer read by worker-gpu"]);
    expect(crm({ readers: [...readers, "worker-gpu"].reverse() })).toEqual([]);
  });

  test("another source, and another place", () => {
    expect(crm({ source: "the file secrets/other" })).toEqual([
      "notice secret given/crm-api now comes from: the file secrets/other (was: the file secrets/crm-api of the project)",
    ]);
    expect(crm({ kept: "a vault" })).toEqual([
      "notice secret given/crm-api is now kept in a vault (was: that file, and Terraform's state)",
    ]);
  });

  test("one that goes, and one that comes", () => {
    expect(crm({ name: "given/erp", readers: ["scheduler"] })).toEqual([
      "secret given/crm-api is not used any more",
      "secret given/erp is new (the file secrets/crm-api of the project), read by scheduler",
    ]);
  });
});

test.each([
  [{ total: 93 }, ["connections 67 -> 93 of 100"]],
  [{ limit: 150 }, ["connections 67 of 100 -> 67 of 150"]],
  [{ limit: undefined }, ["connections 67 of 100 -> 67 of an unknown number"]],
  [{ kept: 9, shares: [] }, []],
])("connections %j", (edit, words) => {
  expect(told(({ connections }) => ({ connections: { ...connections, ...edit } as never }))).toEqual(words);
});

test("what destroy loses and keeps", () => {
  const words = told(({ destroy: { lost, kept } }) => ({
    destroy: {
      lost: edited(lost, called("volume local-docker-logs"), { name: "volume local-docker-git", value: "a copy" }),
      kept: edited(kept, called("images"), { name: "folder /srv/logs", value: "logs of all tasks" }),
    },
  }));
  expect(words).toEqual([
    "danger volume local-docker-logs leaves the stack: the next deployment deletes it (logs of all tasks)",
    "notice destroy now loses volume local-docker-git: a copy",
    "destroy no longer keeps images: on the engine, for the next deployment",
    "destroy keeps folder /srv/logs: logs of all tasks",
  ]);
});

test("risks that come, go and change their weight", () => {
  const [writes, socket] = ["Every task can write to ./scripts of this host", "Every task of pool gpu can do anything"];
  expect(told(({ risks }) => ({ risks: risks.filter(({ level }) => level === "danger") }))).toEqual([
    `risk gone: ${writes}`,
  ]);
  expect(told(({ risks }) => ({ risks: risks.map((risk) => ({ ...risk, level: "danger" as const })) }))).toEqual([
    `danger risk is now a danger: ${writes}`,
  ]);
  const [first] = told(
    () => ({}),
    () => ({ risks: [] }),
  );
  expect(first).toMatch(`danger new risk: ${socket}`);
  expect(first).toMatch(/\. Leave dockerSocket out, or send only trusted DAGs to this pool$/);
});
