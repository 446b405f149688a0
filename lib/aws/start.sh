#!/bin/bash
# Starts an Airflow process with the lines of airflow.envFile as variables, which are in one variable until then: the
# task's definition holds neither their names nor their values. For commands by hand in a running task too:
#   bash /opt/airflow-cdktf/start.sh airflow dags list
# Not sh: dash drops variables with other characters than letters, digits and _ in their name, as AIRFLOW_CONN_A-B.
set -eu
mapfile -t lines < <(printf '%s' "${AIRFLOW_CDKTF_ENV_FILE-}")
unset AIRFLOW_CDKTF_ENV_FILE
for line in "${lines[@]}"; do
  line=${line#export }
  case $line in
    ''|'#'*) continue ;;
    [A-Za-z_]*=*) ;;
    *) echo "envFile: not a KEY=VALUE line, passed over" >&2; continue ;;
  esac
  name=${line%%=*}
  case $name in
    # bash would show the value in its own message.
    *[!A-Za-z0-9_]*) echo "envFile: not a KEY=VALUE line, passed over" >&2; continue ;;
    AIRFLOW_CDKTF_*) echo "envFile: $name is used by this program, passed over" >&2; continue ;;
  esac
  value=${line#*=}
  case $value in
    \"*\") value=${value#\"}; value=${value%\"} ;;
    \'*\') value=${value#\'}; value=${value%\'} ;;
  esac
  # Our own folders come first.
  [ "$name" != PYTHONPATH ] || value=${PYTHONPATH-}${PYTHONPATH:+:}$value
  export "$name=$value"
done
exec /usr/bin/dumb-init -- /entrypoint "$@"
