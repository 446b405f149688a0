import { compose, imported } from "../importing";

const workersOf = (workers: Readonly<Record<string, readonly string[]>>, environment: readonly string[] = []) =>
  imported(compose({ workers, environment }));

test.each([
  ["airflow-worker", "default"],
  ["worker", "default"],
  ["celery-worker", "default"],
  ["airflow-worker-gpu", "gpu"],
  ["gpu_worker", "gpu"],
  ["airflow_worker_2", "worker2"],
  ["worker1", "worker1"],
  ["HighMem", "highmem"],
  ["a_very_long_name_of_a_worker", "a-very-long-name-of"],
  ["x", "worker-x"],
])("service %s becomes pool %s", (service, pool) => {
  const { value, report } = workersOf({ [service]: ["command: celery worker"] });
  expect(Object.keys(value["workers"] ?? {})).toEqual([pool]);
  const said = report.changed.filter((line) => line.endsWith(`the service became pool "${pool}"`));
  expect(said.length).toBe(service === pool ? 0 : 1);
});

test.each([
  ["celery worker -q default,reports -c 8", { queues: ["default", "reports"], concurrency: 8 }],
  ["airflow celery worker --queues default --concurrency=4", { queues: ["default"], concurrency: 4 }],
  [`bash -c "sleep 5 && exec airflow celery worker -q default -c 16"`, { queues: ["default"] }],
  ["celery worker --autoscale 12,2", { queues: ["default"], concurrency: 12 }],
  ["worker", { queues: ["default"] }],
])("%s", (command, expected) => {
  expect(workersOf({ worker1: [`command: ${command}`] }).value["workers"]).toEqual({ worker1: expected });
});

test("a command as a list, replicas, limits, and memory that is too little", () => {
  const { value, report } = workersOf({
    main: [
      'command: ["celery", "worker", "--concurrency", "4"]',
      'deploy: { replicas: 3, resources: { limits: { cpus: "1.5", memory: 256m } } }',
    ],
    gpu: ["command: celery worker -q gpu -c 2", "scale: 2", "cpus: 0.5", "mem_limit: 2g"],
  });
  expect(value["workers"]).toEqual({
    main: { queues: ["default"], concurrency: 4, replicas: 3, cpu: 1.5, memory: "512MiB" },
    gpu: { queues: ["gpu"], concurrency: 2, replicas: 2, cpu: 0.5, memory: "2GiB" },
  });
  expect(report.changed).toContain(
    "docker-compose.yml:15 services.main.deploy.resources.limits.memory: memory 256MiB is less than workers.main needs for 4 tasks at once; raised to 512MiB",
  );
});

test("concurrency of a variable, for all and for one", () => {
  const { value } = workersOf(
    {
      one: ["command: celery worker"],
      two: [
        "command: celery worker",
        'environment: { AIRFLOW__CORE__EXECUTOR: CeleryExecutor, AIRFLOW__CELERY__WORKER_CONCURRENCY: "2" }',
      ],
    },
    ['AIRFLOW__CELERY__WORKER_CONCURRENCY: "4"'],
  );
  expect(value["workers"]).toEqual({
    one: { queues: ["default"], concurrency: 4 },
    two: { queues: ["default"], concurrency: 2 },
  });
});

test("the default queue gets a consumer, and queues keep their names", () => {
  const { value, report } = workersOf({ gpu: ["command: celery worker -q GPU_1,team-a/etl:gpu.v2"] });
  expect(value["workers"]).toEqual({ gpu: { queues: ["GPU_1", "team-a/etl:gpu.v2", "default"] } });
  expect(report.changed.filter((line) => line.includes("queue"))).toEqual([
    `docker-compose.yml:14 services.gpu.command: no worker consumed queue "default", where tasks go that name none; pool "gpu" now does`,
  ]);
});

test("another default queue of the file is the one that is consumed", () => {
  const { value } = workersOf({ main: ["command: celery worker"] }, ["AIRFLOW__OPERATORS__DEFAULT_QUEUE: normal"]);
  expect(value["workers"]).toEqual({ main: { queues: ["normal"] } });
});

const SOCKET = 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]';

test("the Docker socket goes to the pool, with this host's group", () => {
  const text = compose({ workers: { main: ["command: celery worker", SOCKET] } });
  expect(imported(text, { asked: { dockerGroup: 998 } }).value["workers"]).toEqual({
    main: { queues: ["default"], dockerSocket: { group: 998 } },
  });
  const { value, report } = imported(text);
  expect(value["workers"]).toEqual({ main: { queues: ["default"] } });
  expect(report.left).toContain(
    "docker-compose.yml:15 services.main.volumes[0]: the Docker socket: this host has none to ask for its group; " +
      "write workers.main.dockerSocket: { group: NUMBER } with what `stat -c %g /var/run/docker.sock` prints",
  );
});

test("LocalExecutor has no workers, no Flower and no broker", () => {
  const text = compose({
    more: ["flower: { image: mher/flower:2, ports: ['5555:5555'] }", "redis: { image: 'redis:8' }"],
  });
  const { value, report } = imported(text.replace("CeleryExecutor", "LocalExecutor"));
  expect([value["workers"], value["flower"], value["broker"]]).toEqual([undefined, undefined, undefined]);
  expect(report.left.map((line) => line.replace(/^\S+ /, ""))).toEqual([
    "services.worker: LocalExecutor runs tasks in the scheduler, and starts no workers; write CeleryExecutor to have them",
    "services.flower: Flower shows Celery's workers, and LocalExecutor has none",
    "services.redis: LocalExecutor sends tasks through no broker",
  ]);
});

test("long names of queues and capitals are kept", () => {
  const { value, report } = workersOf({
    one: ["command: celery worker -q default,team_analytics_daily_reports_high"],
    two: ["command: celery worker -q team_analytics_daily_reports_low,team_analytics_daily_reports_high,GPU"],
    three: ["command: celery worker -q gpu"],
  });
  expect(value["workers"]).toEqual({
    one: { queues: ["default", "team_analytics_daily_reports_high"] },
    two: { queues: ["team_analytics_daily_reports_low", "team_analytics_daily_reports_high", "GPU"] },
    three: { queues: ["gpu"] },
  });
  expect(report.changed.filter((line) => line.includes("queue"))).toEqual([]);
});

test("when a process of a worker is replaced, by its flags or by Celery's own settings", () => {
  const config = (json: string) => [`AIRFLOW__CELERY__EXTRA_CELERY_CONFIG: '${json}'`];
  const flags = workersOf({ main: ["command: celery worker --max-tasks-per-child 50 --max-memory-per-child=1000000"] });
  expect(flags.value["workers"]).toEqual({
    main: { queues: ["default"], maxTasksPerChild: 50, maxMemoryPerChild: "977MiB" },
  });
  const known = workersOf(
    { main: ["command: celery worker"] },
    config('{"worker_max_tasks_per_child": 100, "worker_max_memory_per_child": 100000}'),
  );
  expect(known.value["workers"]).toEqual({
    main: { queues: ["default"], maxTasksPerChild: 100, maxMemoryPerChild: "192MiB" },
  });
  expect(known.report.changed.filter((line) => /CELERY/.test(line))).toEqual([
    "docker-compose.yml:5 x-common.environment.AIRFLOW__CELERY__EXTRA_CELERY_CONFIG: 98MiB for a process is less than it has before its first task; raised to 192MiB",
  ]);
  const more = workersOf({ main: ["command: celery worker"] }, config('{"worker_max_tasks_per_child": 5, "x": 1}'));
  expect(more.value["workers"]).toEqual({ main: { queues: ["default"], maxTasksPerChild: 5 } });
  expect(more.report.changed).toContainEqual(
    expect.stringContaining("option celery.extra_celery_config is set by this"),
  );
});

test("variables of the shell in a command are those of the service", () => {
  const { value, report } = imported(
    compose({
      environment: ["QUEUES: default,etl", 'SLOTS: "3"'],
      workers: {
        one: ['command: bash -c "airflow celery worker -q $$QUEUES -c $${SLOTS}"'],
        two: ['command: bash -c "airflow celery worker -q $$ELSEWHERE -c $$N"'],
        three: ["command: celery worker -c many"],
      },
    }),
  );
  expect(value["workers"]).toEqual({
    one: { queues: ["default", "etl"], concurrency: 3 },
    two: { queues: ["default"] },
    three: { queues: ["default"] },
  });
  expect(report.left).toEqual([
    "docker-compose.yml:19 services.two.command: a flag of its command is a variable of the shell that the service does not set; write queues and concurrency of workers.two",
    "docker-compose.yml:19 services.two.command: the concurrency of its command is no whole number; write workers.two.concurrency",
    "docker-compose.yml:22 services.three.command: the concurrency of its command is no whole number; write workers.three.concurrency",
  ]);
});
