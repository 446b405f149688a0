/** A row of CloudWatch's `metrics`: namespace, name, then names and values of dimensions. */
export type Row = readonly (string | Readonly<Record<string, string>>)[];

/** One picture, or the state of alarms. */
export interface Widget {
  readonly title: string;
  readonly rows?: readonly Row[];
  readonly stat?: "Maximum" | "Average" | "Sum";
  /** A line across the picture. */
  readonly line?: { readonly label: string; readonly value: number };
  /** ARNs. */
  readonly alarms?: readonly string[];
}

/** Source: Amazon CloudWatch, "Dashboard body structure and syntax": 24 columns. */
const WIDTH = 8;
const COLUMNS = 3;
const HEIGHT = 6;
const MINUTE = 60;

/** The body of a dashboard, three widgets in a row. */
export const bodyOf = (widgets: readonly Widget[], region: string): object => ({
  widgets: widgets.map((widget, index) => ({
    type: widget.alarms === undefined ? "metric" : "alarm",
    x: (index % COLUMNS) * WIDTH,
    y: Math.floor(index / COLUMNS) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: widget.alarms === undefined ? picture(widget, region) : { title: widget.title, alarms: widget.alarms },
  })),
});

const picture = ({ title, rows = [], stat = "Maximum", line }: Widget, region: string) => ({
  title,
  region,
  view: "timeSeries",
  stat,
  period: MINUTE,
  metrics: rows,
  yAxis: { left: { min: 0 } },
  annotations: line === undefined ? undefined : { horizontal: [line] },
});
