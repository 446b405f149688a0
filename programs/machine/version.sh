# Another version of Airflow: allowed only in so many words, and on the master with a dump in between.

# The version that the database has (master), or that this worker ran.
version_now() {
  if [[ $MACHINE == master ]]; then
    content "$DATA/version"
  elif [[ -f $RUN/current/version ]]; then
    content "$RUN/current/version"
  else
    content "$KEPT/version"
  fi
}

# change_of FOLDER: "FROM TO" when the generation in it is of another version.
change_of() {
  local now new
  now=$(version_now)
  new=$(content "$1/version")
  [[ -z $now || $now == "$new" ]] || printf '%s %s' "$now" "$new"
}

# check_version FOLDER: or the generation is refused, and what runs goes on.
check_version() {
  local change from to
  change=$(change_of "$1")
  [[ -n $change ]] || return 0
  read -r from to <<<"$change"
  [[ $(content "$1/upgrade-from") != "$from" ]] || return 0
  failure "Airflow $to is asked for and $from runs here: write upgradeFrom: \"$from\" for an upgrade, or airflow.version: \"$from\""
  exit "$REFUSED"
}

has_unit() {
  awk '{ print $2 }' "$RUN/current/plan" | grep -qxF "$1"
}

# dump_before CHANGE: once for each change, however often it is tried.
dump_before() {
  [[ $(content "$DATA/upgrading") != "$1" ]] || return 0
  has_unit dump || return 0
  progress applying "dumps the database before the change from ${1/ / to }"
  systemctl start "$(service dump)" || return 1
  printf '%s' "$1" | put "$DATA/upgrading"
  sync "$DATA/upgrading"
}

# The program knows when, and how long at most.
wait_for_quiet() {
  docker exec --workdir /opt/airflow-cdktf webserver python -m airflow_cdktf_gcp.quiet &
  local quiet=$!
  while kill -0 "$quiet" 2>/dev/null; do
    sleep 1
    yield_to_newer "$1"
  done
  wait "$quiet" || true
}

# The gate must be passed anew, even where nothing about it has changed.
close_gate() {
  local names
  [[ -f $RUN/current/plan ]] || return 0
  mapfile -t names < <(names gate "$RUN/current/plan")
  forget "${names[@]}"
  stop_units "${names[@]}"
}

# leave_version GENERATION CHANGE: on the master, while the old generation is still there. No new tasks, then no worker
# that needs this version, then nothing that writes, then a dump.
leave_version() {
  local generation=$1 change=$2 names
  [[ $MACHINE == master && -f $RUN/current/plan ]] || return 0
  if has_unit scheduler; then
    forget scheduler
    stop_units scheduler
    progress applying "waits for the workers of Airflow ${change% *} to finish their tasks"
    wait_for_quiet "$generation"
  fi
  mapfile -t names < <(names timer "$RUN/current/plan"; names airflow "$RUN/current/plan")
  forget "${names[@]}"
  stop_units "${names[@]}"
  dump_before "$change" && return
  local log
  log=$(last_lines dump)
  start_stage "$generation" airflow
  start_stage "$generation" timer
  failure "the database could not be dumped, so that Airflow stays at ${change% *}; another try: systemctl restart airflow-agent" "$log"
  exit "$REFUSED"
}

# After the migration: from here on, the database is of the new version.
keep_version() {
  local folder=$KEPT
  [[ $MACHINE != master ]] || folder=$DATA
  mkdir -p "$KEPT"
  [[ $(content "$folder/version") == "$(content "$RUN/current/version")" ]] || {
    put "$folder/version" <"$RUN/current/version"
    sync "$folder/version"
  }
  [[ $MACHINE != master ]] || rm -f "$DATA/upgrading"
}
