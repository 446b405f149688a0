import { succeeds } from "../docker/tasks";
import { must, mustEqual } from "../expect";
import { BUCKET, TABLE } from "./file";
import type { Scene } from "./scene";
import { REGION } from "./scene";

const DAG = "s3_csv_to_dynamodb";
const CSV = "Id,Name,Enabled,FavouriteNumber\n1,Ada,true,7\n2,Grace,false,11\n3,Edsger,true,42\n";

interface Rows {
  readonly Items: readonly { readonly Id: { readonly N: string }; readonly Name: { readonly S: string } }[];
}

/** CSV in S3 -> JSON in S3 -> rows in DynamoDB, twice: the second run changes nothing. */
export async function csvToDynamoDb({ api, moto }: Scene): Promise<string> {
  await moto.call("s3", "create_bucket", {
    Bucket: BUCKET,
    CreateBucketConfiguration: { LocationConstraint: REGION },
  });
  await moto.call("s3", "put_object", { Bucket: BUCKET, Key: "people.csv", Body: CSV });
  await moto.call("dynamodb", "create_table", {
    TableName: TABLE,
    AttributeDefinitions: [{ AttributeName: "Id", AttributeType: "N" }],
    KeySchema: [{ AttributeName: "Id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const seen: string[] = [];
  for (const time of ["first", "second"]) {
    const tasks = await succeeds(api, DAG, await api.trigger(DAG));
    mustEqual(
      tasks.map(({ task_id, state }) => `${task_id} ${state}`),
      ["to_json success", "to_dynamodb success"],
      "tasks",
    );
    const { Items } = await moto.call<Rows>("dynamodb", "scan", { TableName: TABLE });
    mustEqual(
      Items.map(({ Id, Name }) => `${Id.N} ${Name.S}`),
      ["1 Ada", "2 Grace", "3 Edsger"],
      `rows after the ${time} run`,
    );
    seen.push(`${time} run: ${Items.length} rows`);
  }
  const { Body } = await moto.call<{ Body: string }>("s3", "get_object", { Bucket: BUCKET, Key: "people.csv.json" });
  const rows = JSON.parse(Body) as readonly unknown[];
  must(rows.length === 3, `the JSON file has ${rows.length} rows`);
  return seen.join(", ");
}

/** Not the stack's: removed before it is destroyed. */
export async function removePeople({ moto }: Scene): Promise<void> {
  for (const Key of ["people.csv", "people.csv.json"]) await moto.call("s3", "delete_object", { Bucket: BUCKET, Key });
  await moto.call("s3", "delete_bucket", { Bucket: BUCKET });
  await moto.call("dynamodb", "delete_table", { TableName: TABLE });
}
