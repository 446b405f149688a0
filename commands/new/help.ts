import { DEFAULT_VERSION } from "../../lib/airflow/version";
import { PLACES } from "../../lib/new/places";
import { POOL_FORM } from "./pool-flag";
import { BROKER_FORM, BROKER_SECRET, DATABASE_FORM, DATABASE_SECRET } from "./server-flag";

/** What `npm run new -- --help` prints. */
export const HELP = `Writes configs/NAME.yaml, a deployment file with comments, after asking for what the flags leave open.

  npm run new -- [NAME] [flags]

  --target TARGET             where Airflow runs: ${Object.keys(PLACES).join(", ")}
  --airflow VERSION           its release, such as ${DEFAULT_VERSION}
  --executor celery|local     who runs the tasks: workers, or the scheduler itself
  --pool ${POOL_FORM}
                              a pool of workers; once for each. gpu=gpu,training:2x8 is pool "gpu", which has the
                              queues gpu and training: 2 workers, each with 8 tasks at once (unwritten: 1x16)
  --dags-folder PATH          the DAGs are a folder of this machine,
  --dags-git ADDRESS          or a repository, of which
  --dags-ref NAME               this branch or tag is read (main),
  --dags-image PATH           or a folder inside the image
  --git-sync-image IMAGE      with --dags-git on 2.11: the image of Kubernetes' git-sync, version 4
  --state-bucket NAME         on a cloud: Terraform's state is in this bucket, which exists and keeps versions
  --project ID                on Google Cloud: the project that is deployed to,
  --machine-zone ZONE           the zone of its machines,
  --image REFERENCE             and the image of every process, REPOSITORY@sha256:DIGEST
  --account NUMBER            on AWS: where it is deployed,
  --region REGION               and in which region;
  --base-url ADDRESS          the address that people type, such as https://airflow.example.com,
  --zone ID                     whose name and certificate are made in this hosted zone,
  --certificate ARN             or which has this certificate;
  --allow RANGE[,RANGE...]      the addresses of the people who may reach it
  --database own|ADDRESS      own: one is started. An existing one: ${DATABASE_FORM}
  --database-secret NAME        its password is the file secrets/NAME (${DATABASE_SECRET})
  --broker own|ADDRESS        the same: ${BROKER_FORM}, which is TLS
  --broker-secret NAME|none     (${BROKER_SECRET})
  --port NUMBER               of the webserver
  --flower, --no-flower       a page that shows the workers
  --max-task-duration 45m|none  the longest that a task may run

  -y, --yes                   takes the default of everything that no flag gives
  --print                     prints the file instead of writing it
  --force                     writes over a file of that name
  -h, --help
`;
