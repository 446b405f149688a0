import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { jsonencoded } from "../../encode/functions";
import { literal } from "../../encode/terraform";
import { nameOf } from "../names";
import type { Place } from "../words/place";

const ID = "alarms";

/** Where alarms go: a topic that exists, or one of our own, with a mail to whom the file names. */
export class Topic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, place: Pick<Place, "stack" | "settings" | "encryption">) {
    super(scope, id);
    const { topic, email } = place.settings.alarms;
    this.arn = topic ?? this.own(place);
    if (email !== undefined) this.mail(email);
  }

  /**
   * Encrypted by the stack's key, which lets alarms and events write. SNS' own key would not let them, so that with
   * encryptionKey: aws the topic has none; it keeps nothing once a message is out.
   */
  private own({ stack, settings, encryption }: Pick<Place, "stack" | "settings" | "encryption">): string {
    const topic = new SnsTopic(this, "topic", {
      name: nameOf(stack, ID),
      displayName: `Airflow ${stack}`,
      kmsMasterKeyId: encryption.key,
    });
    topic.overrideLogicalId(ID);
    const policy = new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: jsonencoded({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Alarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topic.arn,
            Condition: { StringEquals: { "aws:SourceAccount": settings.account } },
          },
          // EventBridge says nothing of itself that a condition could ask for.
          {
            Sid: "Events",
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topic.arn,
          },
          {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: topic.arn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    });
    policy.overrideLogicalId(ID);
    // Known once alarms may write.
    return policy.arn;
  }

  /** SNS asks the address once. Until somebody there agrees, it gets nothing. */
  private mail(address: string): void {
    const subscription = new SnsTopicSubscription(this, "mail", {
      topicArn: this.arn,
      protocol: "email",
      endpoint: literal(address),
    });
    subscription.overrideLogicalId(ID);
  }
}
