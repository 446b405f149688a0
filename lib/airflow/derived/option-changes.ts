/** What the generated tables do not say, or say less well, of names that a 3.x changed. */
export interface OptionChanges {
  /** First release with these changes, MAJOR.MINOR. */
  readonly from: string;
  /** Old name to new one; null: gone without a successor. */
  readonly changed: Readonly<Record<string, string | null>>;
}

/**
 * The tables of 3.3 and 3.4 are those of 3.1 and 3.2 as well: what left between is here. Source: the options that the
 * images of these releases describe. The others are options that came back under a new name after `airflow config lint`
 * had called them removed.
 */
export const OPTION_CHANGES: readonly OptionChanges[] = [
  {
    from: "3.2",
    changed: {
      "webserver.worker_refresh_batch_size": "api.worker_refresh_batch_size",
      "webserver.worker_refresh_interval": "api.worker_refresh_interval",
    },
  },
  {
    from: "3.3",
    changed: {
      "core.min_serialized_dag_fetch_interval": null,
      "lineage.backend": null,
      "logging.colored_formatter_class": null,
      "logging.colored_log_format": null,
      "logging.use_historical_filename_templates": null,
      "webserver.expose_stacktrace": "api.expose_stacktrace",
    },
  },
];
