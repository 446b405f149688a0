import { first } from "../expect";
import type { Moto } from "./moto";
import type { Scene } from "./scene";
import { WEBSERVER_PORT } from "./scene";
import type { Task } from "./task";
import type { EcsService } from "./task-definition";

/** Services of the stack's cluster. */
export async function services(moto: Moto, cluster: string): Promise<readonly EcsService[]> {
  const { serviceArns } = await moto.call<{ serviceArns: readonly string[] }>("ecs", "list_services", { cluster });
  // DescribeServices takes ten at a time.
  const parts = serviceArns.flatMap((_, index) => (index % 10 === 0 ? [serviceArns.slice(index, index + 10)] : []));
  const answers = await Promise.all(
    parts.map((some) =>
      moto.call<{ services: readonly EcsService[] }>("ecs", "describe_services", { cluster, services: some }),
    ),
  );
  return answers.flatMap(({ services: found }) => found).filter(({ status }) => status === "ACTIVE");
}

export async function service(moto: Moto, cluster: string, name: string): Promise<EcsService> {
  const found = (await services(moto, cluster)).filter(({ serviceName }) => serviceName === name);
  return first(found, `service ${name} in ECS`);
}

/** Starts one task of a service with its current definition, under the names that Cloud Map gives it. */
export async function startTask({ moto, fargate }: Scene, of: EcsService, number = 1): Promise<Task> {
  const port = of.serviceName === "webserver" && number === 1 ? of.loadBalancers?.[0]?.containerPort : undefined;
  return fargate.run({
    service: of,
    definition: of.taskDefinition,
    number,
    aliases: await names(moto, of),
    ...(port === undefined ? {} : { publish: { [port]: WEBSERVER_PORT } }),
  });
}

interface Registered {
  readonly Service: { readonly Name: string; readonly DnsConfig: { readonly NamespaceId: string } };
}

/** Names in the private domain: SERVICE.DOMAIN of every registry. */
async function names(moto: Moto, { serviceRegistries = [] }: EcsService): Promise<string[]> {
  return Promise.all(
    serviceRegistries.map(async ({ registryArn }) => {
      const { Service } = await moto.call<Registered>("servicediscovery", "get_service", {
        Id: registryArn.split("/").at(-1),
      });
      const { Namespace } = await moto.call<{ Namespace: { Name: string } }>("servicediscovery", "get_namespace", {
        Id: Service.DnsConfig.NamespaceId,
      });
      return `${Service.Name}.${Namespace.Name}`;
    }),
  );
}
