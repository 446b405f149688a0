import { AIRFLOW_IMAGE } from "../../deployment/usual";

const OFFICIAL = /^(?:(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\/)?apache\/airflow:([^@]+)(?:@.*)?$/;

/** Tag of Airflow's official image; undefined: another image, or one by its digest alone. */
export const officialTag = (reference: string): string | undefined => OFFICIAL.exec(reference)?.[1];

/** The official image by its tag: `2.11.2`, `3.3.2-python3.12`. */
export const officialImage = (tag: string): string => `${AIRFLOW_IMAGE}:${tag}`;
