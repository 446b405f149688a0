import type { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { MACHINE_LABEL, OS_LABEL, STACK_LABEL } from "../names";

import type { GcpFile } from "../settings/settings";

/** Labels of everything that is made. */
export const stackLabels = (stack: string, { labels }: Pick<GcpFile, "labels">): Record<string, string> => ({
  ...labels,
  [STACK_LABEL]: stack,
});

/**
 * Labels of a machine. All of them, because a template's go to its machines as they are.
 * @param machine `master`, or the pool
 */
export const machineLabels = (
  stack: string,
  settings: Pick<GcpFile, "labels" | "os">,
  machine: string,
): Record<string, string> => ({
  ...stackLabels(stack, settings),
  [MACHINE_LABEL]: machine,
  [OS_LABEL]: settings.os,
});

/**
 * Has the provider put them on everything that takes some. An override, because cdktf holds a provider's keys for
 * arguments: it writes `cost_center` for `cost-center`.
 */
export const putOnAll = (provider: GoogleProvider, labels: Readonly<Record<string, string>>): void =>
  provider.addOverride("default_labels", labels);
