import { type Call, failure, json, object } from "./answers";
import type { Rights } from "./rights";
import type { World } from "./world";

interface Series {
  readonly metric?: { readonly type?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly points?: readonly { readonly value?: { readonly int64Value?: string; readonly doubleValue?: number } }[];
}

/** `timeSeries.create`: what machines publish for the autoscaler. Source: Cloud Monitoring API v3, REST reference. */
export class Monitoring {
  constructor(
    private readonly world: World,
    private readonly rights: Rights,
  ) {}

  async answer(call: Call): Promise<void> {
    if (call.method !== "POST" || !/^\/v3\/projects\/[^/]+\/timeSeries$/.test(call.path)) {
      this.world.unknown.push(`monitoring ${call.method} ${call.path}`);
      return failure(call.response, 404, "not known here");
    }
    if (this.rights.may(call, "monitoring.timeSeries.create", "project") === undefined) return;
    const { timeSeries = [] } = (await object(call.request)) as { readonly timeSeries?: readonly Series[] };
    for (const { metric, points = [] } of timeSeries)
      for (const { value } of points)
        this.world.points.push({
          type: metric?.type ?? "",
          labels: metric?.labels ?? {},
          value: Number(value?.int64Value ?? value?.doubleValue),
          at: Date.now(),
        });
    json(call.response, 200, {});
  }
}
