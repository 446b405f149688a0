import { addEventHandler } from "jest-circus";

/** Of a test or hook that gives none of its own. */
const MILLISECONDS = 60_000;

type Work = () => unknown;

/** The runner knows no limits: what waits for ever would end with nobody knowing its name. */
const limited = (work: Work, milliseconds = MILLISECONDS) => {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took more than ${milliseconds} ms`)), milliseconds);
    });
    try {
      await Promise.race([work(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
};

addEventHandler((event, { currentDescribeBlock: { children, hooks } }) => {
  const added = event.name === "add_test" ? children.at(-1) : event.name === "add_hook" ? hooks.at(-1) : undefined;
  if (added === undefined || added.type === "describeBlock" || added.fn === undefined) return;
  added.fn = limited(added.fn as Work, added.timeout ?? undefined);
});
