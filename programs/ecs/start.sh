#!/bin/bash
# Starts an Airflow process with the lines of airflow.envFile as variables, which are in one variable until then: the
# task's definition holds neither their names nor their values. For commands by hand in a running task too:
#   bash /opt/airflow-cdktf/start.sh airflow dags list
# Not sh: dash drops variables with other characters than letters, digits and _ in their name, as AIRFLOW_CONN_A-B.
set -eu
# A variable such as HTTP_PROXY or all_proxy, which the image may have set as well.
case $(export -p) in *_[Pp][Rr][Oo][Xx][Yy]=*) proxy=1 ;; *) proxy='' ;; esac
if [ -n "$proxy" ] || [ -n "${AIRFLOW_CDKTF_ENV_FILE-}" ]; then
  exec python -S -E /opt/airflow-cdktf/airflow_cdktf_start.py "$@"
fi
unset AIRFLOW_CDKTF_ENV_FILE
exec /usr/bin/dumb-init -- /entrypoint "$@"
