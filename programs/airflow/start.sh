#!/bin/sh
# Starts an Airflow process with the secrets of its deployment as variables: they are in files of this container, so
# that neither `docker inspect` nor a process list shows them. Use it for commands by hand too:
#   docker exec -it CONTAINER sh /opt/airflow-cdktf/start.sh airflow dags list
set -eu
rm -f /dev/shm/.healthy
for file in /run/secrets/environment/*; do
  [ -f "$file" ] || continue
  export "${file##*/}=$(cat "$file")"
done
# A variable such as HTTP_PROXY or all_proxy, which the image may have set as well.
case $(export -p) in *_[Pp][Rr][Oo][Xx][Yy]=*) proxy=1 ;; *) proxy='' ;; esac
if [ -n "$proxy" ] || [ -f /run/secrets/env-file ] || [ -f /run/secrets/variables.json ]; then
  exec python -S -E /opt/airflow-cdktf/airflow_cdktf_start.py "$@"
fi
exec /usr/bin/dumb-init -- /entrypoint "$@"
