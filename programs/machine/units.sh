# Units of the document under systemd: airflow-NAME.service runs the container NAME.

# Restarts within one wait after which a unit does not start by itself any more.
MOST_RESTARTS=3
# Seconds within which a unit must be healthy. Airflow's own health checks forgive the first five minutes.
START_SECONDS=${START_SECONDS:-600}
# A container without a health check is well when it has not ended for this long.
SETTLED_SECONDS=5

declare -A RESTARTS=() WELL_AT=()
REASON=''

service() {
  printf 'airflow-%s.service' "$1"
}

# Of a one-shot only those of its last run; what is started again and again shows several.
last_lines() {
  local unit run which
  unit=$(service "$1")
  which=(--unit "$unit")
  run=$(systemctl show "$unit" --property=InvocationID --value)
  if [[ -n $run && $(systemctl show "$unit" --property=Type --value) == oneshot ]]; then
    which=("_SYSTEMD_INVOCATION_ID=$run" + "INVOCATION_ID=$run")
  fi
  journalctl "${which[@]}" --lines "$LOG_LINES" --output cat --no-pager 2>/dev/null | tail -c "$LOG_BYTES"
}

container_health() {
  docker inspect --format '{{with .State.Health}}{{.Status}}{{end}}' "$1" 2>/dev/null || true
}

# judge NAME: `ready`, `waiting` or `broken` in VERDICT, and why in REASON.
judge() {
  local name=$1 now key value health
  local -A unit=()
  while IFS='=' read -r key value; do unit[$key]=$value; done < <(
    systemctl show "$(service "$name")" \
      --property=Type,ActiveState,SubState,Result,NRestarts,ActiveEnterTimestampMonotonic
  )
  now=$(uptime_seconds)
  VERDICT=waiting REASON="is ${unit[ActiveState]-unknown}"
  : "${RESTARTS[$name]:=${unit[NRestarts]:-0}}" "${WELL_AT[$name]:=$now}"
  if [[ ${unit[Type]-} == oneshot ]]; then
    case ${unit[ActiveState]-} in
      active) VERDICT=ready ;;
      failed) VERDICT=broken REASON="has failed (${unit[Result]-})" ;;
    esac
    return
  fi
  if [[ ${unit[ActiveState]-} == active ]]; then
    health=$(container_health "$name")
    case $health in
      healthy) VERDICT=ready ;;
      unhealthy) VERDICT=broken REASON="is unhealthy" ;;
      starting) REASON="has not become healthy" ;;
      *) ((now - ${unit[ActiveEnterTimestampMonotonic]:-0} / 1000000 < SETTLED_SECONDS)) || VERDICT=ready ;;
    esac
  fi
  if [[ $VERDICT == ready ]]; then
    RESTARTS[$name]=${unit[NRestarts]:-0} WELL_AT[$name]=$now
  elif ((${unit[NRestarts]:-0} - ${RESTARTS[$name]} >= MOST_RESTARTS)); then
    VERDICT=broken REASON="ends again and again"
  elif ((now - ${WELL_AT[$name]} >= START_SECONDS)); then
    VERDICT=broken REASON+=" after $START_SECONDS s"
  fi
}

# names STAGE PLAN
names() {
  awk -v stage="$1" '$1 == stage { print $2 }' "$2"
}

# Containers in which tasks run: those of units that drain.
workers() {
  [[ ! -f $RUN/current/plan ]] || awk '$4 > 0 { print $2 }' "$RUN/current/plan"
}

# The digest that a unit was last started with. The second word is its generation, whose files it may still read.
applied() {
  local digest=''
  [[ ! -f $RUN/applied/$1 ]] || read -r digest _ <"$RUN/applied/$1"
  printf '%s' "$digest"
}

mark_applied() {
  local generation digest
  generation=$(basename "$(readlink "$RUN/current")")
  digest=$(awk -v name="$1" '$2 == name { print $3 }' "$RUN/current/plan")
  printf '%s %s\n' "$digest" "$generation" | put "$RUN/applied/$1"
}

# start_unit NAME STAGE: leaves alone what runs already.
start_unit() {
  local unit
  unit=$(service "$1")
  if [[ $2 == timer ]]; then
    [[ -n $(applied "$1") ]] && systemctl --quiet is-active "airflow-$1.timer" && return
    mark_applied "$1"
    systemctl restart "airflow-$1.timer"
    return
  fi
  case $(systemctl is-active "$unit" || true) in
    active | activating | reloading) [[ -z $(applied "$1") ]] || return 0 ;;
  esac
  mark_applied "$1"
  systemctl reset-failed "$unit" 2>/dev/null || true
  systemctl start --no-block "$unit"
}

# stop_units NAME...: waits as long as they take. Timers first, or one of them might start its unit again.
stop_units() {
  local name units=()
  for name in "$@"; do
    [[ ! -f $UNITS/airflow-$name.timer ]] || systemctl stop "airflow-$name.timer"
    [[ ! -f $UNITS/airflow-$name.service ]] || units+=("$(service "$name")")
  done
  ((${#units[@]} == 0)) || systemctl stop "${units[@]}"
}
