#!/bin/sh
# Starts an Airflow process with the secrets of its deployment as variables: they are in files of this container, so
# that neither `docker inspect` nor a process list shows them. Use it for commands by hand too:
#   docker exec -it CONTAINER sh /opt/airflow-cdktf/start.sh airflow dags list
set -eu
rm -f /tmp/.healthy
for file in /run/secrets/environment/*; do
  [ -f "$file" ] || continue
  export "${file##*/}=$(cat "$file")"
done
if [ -f /run/secrets/env-file ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line#export }
    case $line in
      ''|'#'*) continue ;;
      [A-Za-z_]*=*) ;;
      *) echo "envFile: not a KEY=VALUE line, passed over" >&2; continue ;;
    esac
    name=${line%%=*}
    case $name in
      # The shell would end here, and show the value in its own message.
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
  done < /run/secrets/env-file
fi
if [ -f /run/secrets/variables.json ]; then
  # Names with other characters than letters, digits and _, which no shell sets.
  exec python -S -E -c 'import json, os, sys
with open("/run/secrets/variables.json", encoding="utf-8") as file:
    os.environ.update(json.load(file))
os.execv("/usr/bin/dumb-init", ["dumb-init", "--", "/entrypoint"] + sys.argv[1:])' "$@"
fi
exec /usr/bin/dumb-init -- /entrypoint "$@"
