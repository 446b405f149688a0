import type { Unit } from "../../../lib/gcp/machines/document";
import { needed } from "../../../lib/gcp/machines/needed";

const AT = "/opt/airflow-cdktf";
const unit = { name: "x", stage: "airflow", text: "", drainSeconds: 0, environment: {}, secrets: {} } as const;
const of = (files: Readonly<Record<string, string>>, more: Partial<Unit> = {}) =>
  Object.keys(needed(files, "worker", [{ ...unit, ...more }]));

test("a program is there when a unit starts it, and so is what it loads", () => {
  const files = {
    [`${AT}/start.sh`]: "exec",
    [`${AT}/clean.py`]: "from pack import tables",
    [`${AT}/pack/__init__.py`]: "",
    [`${AT}/pack/tables.py`]: "",
    [`${AT}/pack/unspoken.py`]: "",
  };
  expect(of(files, { text: `sh ${AT}/start.sh python ${AT}/clean.py` })).toEqual([
    `${AT}/start.sh`,
    `${AT}/clean.py`,
    `${AT}/pack/__init__.py`,
    `${AT}/pack/tables.py`,
  ]);
});

test("one that a variable names is there", () => {
  expect(of({ [`${AT}/worker_state.py`]: "" }, { environment: { CONFIG: '{"imports":["worker_state"]}' } })).toEqual([
    `${AT}/worker_state.py`,
  ]);
});

test("a part of another name is not its name", () => {
  expect(of({ [`${AT}/dumping.py`]: "" }, { text: "dumping_take redumping" })).toEqual([]);
});

test("one that the machine's own scripts start is there", () => {
  expect(of({ [`${AT}/airflow_cdktf_turn.py`]: "" })).toEqual([`${AT}/airflow_cdktf_turn.py`]);
});

test("what is not a program of ours is always there", () => {
  const files = { "/opt/airflow/plugins/a.py": "", [`${AT}/database-ca.pem`]: "" };
  expect(of(files)).toEqual(Object.keys(files));
});

test("one that a plugin loads is there", () => {
  const files = { "/opt/airflow/plugins/a.py": "from pack import guard", [`${AT}/pack/guard.py`]: "" };
  expect(of(files)).toEqual(Object.keys(files));
});
