/** A registered task definition as ECS tells it, what the run looks at. */
export interface TaskDefinition {
  readonly taskDefinitionArn: string;
  readonly family: string;
  readonly revision: number;
  readonly cpu: string;
  readonly memory: string;
  readonly containerDefinitions: readonly ContainerDefinition[];
  readonly volumes?: readonly { readonly name: string }[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential?: boolean;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly cpu?: number;
  readonly memory?: number;
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly mountPoints?: readonly {
    readonly sourceVolume: string;
    readonly containerPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: Condition }[];
  readonly portMappings?: readonly { readonly containerPort: number }[];
  readonly healthCheck?: HealthCheck;
  readonly restartPolicy?: { readonly enabled: boolean };
  readonly stopTimeout?: number;
  readonly readonlyRootFilesystem?: boolean;
  readonly privileged?: boolean;
  readonly linuxParameters?: {
    readonly initProcessEnabled?: boolean;
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  };
}

export type Condition = "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";

export interface HealthCheck {
  readonly command: readonly string[];
  readonly interval?: number;
  readonly timeout?: number;
  readonly retries?: number;
  readonly startPeriod?: number;
}

/** A service as ECS tells it. */
export interface EcsService {
  readonly serviceName: string;
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly status: string;
  readonly serviceRegistries?: readonly { readonly registryArn: string }[];
  readonly loadBalancers?: readonly { readonly containerPort: number }[];
}

/** What ContainerOverrides of RunTask may replace. */
export interface Override {
  readonly name: string;
  readonly command?: readonly string[];
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
}
