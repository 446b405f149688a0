import { resourceOf } from "../../support/aws";
import { containerOf, containersOf, secretsOf, variablesOf } from "../../support/aws-containers";
import { deployed } from "../../support/aws-deployed";

const json = deployed("cleanAfter: 180d");
const [files, main, ...more] = containersOf(json, "clean");

test("its files come first, then it cleans, and its end is the task's", () => {
  expect([files?.name, main?.name, more]).toEqual(["files", "airflow", []]);
  expect(main?.command).toEqual(["python", "/opt/airflow-cdktf/airflow_cdktf_clean.py"]);
  expect(main).toMatchObject({ essential: true, dependsOn: [{ containerName: "files", condition: "SUCCESS" }] });
});

test("it is told the age in days", () => {
  expect(variablesOf(containerOf(json, "clean", "airflow"))["AIRFLOW_CDKTF_CLEAN_DAYS"]).toBe("180");
});

test("it has the scheduler's variables and secrets, and its size", () => {
  const [clean, scheduler] = ["clean", "scheduler"].map((name) => containerOf(json, name, "airflow"));
  if (clean === undefined || scheduler === undefined) throw new Error("two tasks");
  expect(variablesOf(clean)).toMatchObject(variablesOf(scheduler));
  expect(secretsOf(clean)).toEqual(secretsOf(scheduler));
  const sizeOf = (name: string) => {
    const { cpu, memory } = resourceOf(json, "aws_ecs_task_definition", `${name}-task`);
    return { cpu, memory };
  };
  expect(sizeOf("clean")).toEqual(sizeOf("scheduler"));
});

test("it is started by the schedule, and is no service", () => {
  expect(resourceOf(json, "aws_scheduler_schedule", "clean")["target"]).toMatchObject({
    ecs_parameters: { task_definition_arn: expect.stringContaining("clean") },
  });
  expect(json.resource["aws_ecs_service"]).not.toHaveProperty("clean");
});
