import { RELEASES } from "../../lib/airflow/releases/release-profiles";
import { DEFAULT_VERSION, releaseOf } from "../../lib/airflow/releases/version";
import { lookUp } from "../../lib/deployment/look-up";
import { DEFAULT_POOL, UNWRITTEN } from "../../lib/new/answers";
import { freePort } from "../../lib/new/judge";
import { PLACES } from "../../lib/new/places";
import { CLOUD_QUESTIONS } from "./ask-cloud";
import { askDags, usualDags } from "./ask-dags";
import { askPools } from "./ask-pools";
import { askBroker, askDatabase } from "./ask-servers";
import type { Question, Scene } from "./question";

const CELERY = "CeleryExecutor";

/** In the order in which they are asked: each may use the answers of those before it. */
export const QUESTIONS: readonly Question[] = [
  {
    key: "target",
    flag: "--target TARGET",
    applies: (_, { targets }) => targets.length > 1,
    usual: (_, { targets }) => ({ target: targets[0] ?? "" }),
    ask: async ({ asker, targets, answers }) => ({
      target: await asker.choose(
        "Where should it run?",
        targets.map((value) => ({ value, name: `${value}: ${lookUp(PLACES, value)?.title ?? ""}` })),
        answers.target,
      ),
    }),
  },
  {
    key: "stack",
    flag: "NAME",
    usual: (_, scene) => ({ stack: freeName(scene) }),
    ask: async ({ asker, answers, wrongName, wrong }) => ({
      stack: await asker.text(
        "Name of the stack, and of its file",
        answers.stack,
        (stack) => wrongName(stack) ?? wrong({ stack }),
      ),
    }),
  },
  {
    key: "version",
    flag: "--airflow VERSION",
    usual: () => ({ version: DEFAULT_VERSION }),
    ask: async ({ asker, answers, wrong }) => ({
      version: await asker.text(`Airflow (${RELEASES_TEXT})`, answers.version, (version) => wrong({ version })),
    }),
  },
  {
    key: "executor",
    flag: "--executor celery|local",
    applies: ({ target }) => lookUp(PLACES, target)?.cloud !== true,
    usual: () => ({ executor: CELERY }),
    ask: async ({ asker }) => ({
      executor: await asker.choose(
        "Who runs the tasks?",
        [
          { value: CELERY, name: "CeleryExecutor: pools of workers" },
          { value: "LocalExecutor", name: "LocalExecutor: the scheduler itself; small, and no queues" },
        ],
        CELERY,
      ),
    }),
  },
  {
    key: "pools",
    flag: "--pool NAME=QUEUE",
    applies: ({ executor }) => executor === CELERY,
    usual: ({ executor }) => ({ pools: executor === "LocalExecutor" ? [] : [DEFAULT_POOL] }),
    ask: async (asking) => ({ pools: await askPools(asking) }),
  },
  {
    key: "dags",
    flag: "--dags-folder PATH (or --dags-git, --dags-image)",
    usual: ({ target }) => ({ dags: usualDags(target) }),
    ask: async (asking) => ({ dags: await askDags(asking) }),
  },
  {
    key: "gitSyncImage",
    flag: "--git-sync-image IMAGE",
    applies: ({ target, dags, version }) =>
      lookUp(PLACES, target)?.gitSync === true && dags.from === "git" && releaseOf(version)?.dagsFromGit === "git-sync",
    usual: () => ({ gitSyncImage: undefined }),
    noUsual: true,
    ask: async ({ asker, wrong }) => ({
      gitSyncImage: await asker.text(
        "This release cannot read git by itself: image of Kubernetes' git-sync, version 4",
        undefined,
        (gitSyncImage) => wrong({ gitSyncImage }),
      ),
    }),
  },
  {
    key: "database",
    flag: "--database own|ADDRESS",
    usual: () => ({ database: "own" }),
    ask: async (asking) => ({ database: await askDatabase(asking) }),
  },
  {
    key: "broker",
    flag: "--broker own|ADDRESS",
    applies: ({ executor }) => executor === CELERY,
    usual: () => ({ broker: "own" }),
    ask: async (asking) => ({ broker: await askBroker(asking) }),
  },
  ...CLOUD_QUESTIONS,
  {
    key: "port",
    flag: "--port NUMBER",
    applies: ({ target }) => lookUp(PLACES, target)?.pages !== "address",
    usual: ({ target, flower }, { neighbours }) => ({
      port: freePort(UNWRITTEN.port, target, neighbours, flower === false ? [] : [flower]),
    }),
    ask: async ({ asker, answers, wrong }) => {
      if (answers.port !== UNWRITTEN.port) asker.say(`Port ${UNWRITTEN.port} is another file's.`);
      return { port: await asker.text("Port of the webserver", answers.port, (port) => wrong({ port })) };
    },
  },
  {
    key: "flower",
    flag: "--flower or --no-flower",
    applies: ({ executor }) => executor === CELERY,
    usual: () => ({ flower: false }),
    ask: async ({ asker, answers, neighbours }) => ({
      flower: (await asker.yes("Flower, a page that shows the workers?", false))
        ? freePort(UNWRITTEN.flowerPort, answers.target, neighbours, [answers.port])
        : false,
    }),
  },
  {
    key: "longestTask",
    flag: "--max-task-duration 45m|none",
    usual: () => ({ longestTask: undefined }),
    ask: async ({ asker, wrong }) => {
      const longest = await asker.text("Longest that a task may run, such as 45m or 6h", "none", (text) =>
        text === "none" ? undefined : wrong({ longestTask: text }),
      );
      return { longestTask: longest === "none" ? undefined : longest };
    },
  },
];

/** `3.1 and newer 3.x; 2.11 is out of support`. */
const RELEASES_TEXT = Object.entries(RELEASES)
  .sort(([a], [b]) => Number.parseInt(b, 10) - Number.parseInt(a, 10))
  .map(([profile, { name }]) => (profile.startsWith("2.") ? `${name}.x is out of support` : name))
  .join("; ");

/** `airflow`, or with the first number that no file has. */
function freeName({ wrongName }: Scene): string {
  let [name, number] = ["airflow", 1];
  while (wrongName(name) !== undefined) {
    number += 1;
    name = `airflow-${number}`;
  }
  return name;
}
