import type { Built } from "../../lib/airflow/words/built";

/** What a target made that makes nothing. */
export const NOTHING: Built = {
  places: [],
  placed: [],
  helpers: [],
  pools: {},
  destroy: { lost: [], kept: [] },
  dangers: [],
  release: { rolling: [], upgrade: [] },
  secret: () => ({ source: "nowhere", kept: "nowhere" }),
};
