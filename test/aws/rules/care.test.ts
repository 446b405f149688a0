import { said } from "../said";

test.each([
  [
    "a topic and an address",
    ["alarms: { topic: arn:aws:sns:eu-central-1:123456789012:on-call, email: a@example.com }"],
    [
      "alarms.email: topic: names one that exists, whose subscribers are its own; remove email:, or topic: to have one made",
    ],
  ],
  [
    "nobody to tell",
    ["alarms:"],
    ["alarms: nobody is told of an alarm; write alarms: { email: ADDRESS }, or topic: with the ARN of one"],
  ],
  ["an address that is none", ["alarms: { email: nobody }"], ['alarms.email: expected a mail address, got "nobody"']],
  [
    "no protection",
    ["protect: false"],
    [
      "protect: cdktf destroy then deletes database and logs without asking again; write true, or leave it out, to keep them",
    ],
  ],
  [
    "tags that differ in case",
    ["tags: { team: a, Team: b, n: 3 }"],
    ['tags.Team: "Team" and "team" are one tag for IAM; remove one'],
  ],
  [
    "a tag of AWS' own",
    ["tags: { 'AWS:x': a }"],
    [
      'tags: expected a tag of 1 to 128 letters, digits, spaces and any of _ . : / = + - @, which does not begin with aws:, got "AWS:x"',
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
