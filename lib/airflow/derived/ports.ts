import { USUAL_PORTS } from "../../deployment/usual";

/** Airflow's own port inside; on 3.x workers report there, and nobody else comes there. */
export const WEBSERVER_PORT = USUAL_PORTS.webserver;
/** Where people come in on 3.x: a second listener of the same process, without the execution API, see people_port.py. */
export const PEOPLE_PORT = 8795;
/** Port inside; people reach it at the port of the file. */
export const FLOWER_PORT = USUAL_PORTS.flower;
/** Logs of running tasks, of whatever runs tasks. */
export const LOG_PORT = 8793;
/** Never another: readers of logs look it up under a name that no option sets (apache/airflow, file_task_handler). */
export const TRIGGERER_LOG_PORT = 8794;
/** Where Airflow's scheduler answers how it is, if somebody starts that server: here nobody does. */
export const SCHEDULER_HEALTH_PORT = 8974;
