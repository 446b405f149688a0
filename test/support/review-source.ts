import type { At } from "../../lib/review/model";

const FILE = "configs/local-docker.yaml";

/** The deployment file that `sampleReview` speaks of. */
export const sampleSource = {
  path: FILE,
  text: `# Airflow of the data team. \`npm run up\` starts it.
target: docker
airflow:
  version: "3.3.2"
  timezone: Asia/Seoul
  dags: { folder: ./examples/dags }
  connections:
    crm-api: { secret: crm-api }
webserver: { port: 8080 }
flower: { port: 5555 }
workers:
  default: { queues: [default, reports] }
  training: { queues: [training], concurrency: 2, memory: 4GiB }
  gpu:
    queues: [gpu, training]
    concurrency: 1
    replicas: 2
    maxTaskDuration: 6h
    dockerSocket: { group: 999 }
docker:
  mounts:
    - { source: ./scripts, target: /opt/airflow/scripts, readOnly: false }
`,
};

/** A place of the sample's file that writes what is said. */
export const at = (line: number, path: string): At => ({ file: FILE, line, path });

/** A default; the line is that of its section. */
export const byDefault = (line: number, path: string): At => ({ ...at(line, path), unwritten: true });
