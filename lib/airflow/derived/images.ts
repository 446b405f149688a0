const OFFICIAL = /^(?:(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\/)?apache\/airflow:([^@]+)(?:@.*)?$/;

/** Tag of Airflow's official image; undefined: another image, or one by its digest alone. */
export const officialTag = (reference: string): string | undefined => OFFICIAL.exec(reference)?.[1];
