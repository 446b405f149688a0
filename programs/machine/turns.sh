# Workers of a pool drain for a change by turns, so that its queues always have a consumer; see airflow_cdktf_turn.py.

TURN=/opt/airflow-cdktf/airflow_cdktf_turn.py
# What the program says when others have the turn.
NOT_YET=75
TURN_SECONDS=${TURN_SECONDS:-15}
RENEW_SECONDS=60

turn() {
  docker exec "$2" python "$TURN" "$1" >/dev/null 2>&1
}

# take_turn GENERATION NAME: waits for it. Where nobody can tell, as without a broker, a change goes on: it may be the
# remedy.
take_turn() {
  local generation=$1 name=$2 code unknown=0
  while ((unknown < 3)); do
    yield_to_newer "$generation"
    code=0
    turn take "$name" || code=$?
    case $code in
      0) return ;;
      "$NOT_YET") unknown=0; progress applying "waits for its turn: other workers of the pool drain" ;;
      *) unknown=$((unknown + 1)) ;;
    esac
    sleep "$TURN_SECONDS"
  done
}

# drain NAME...: stops workers, which finish their tasks first, and keeps the turn meanwhile.
drain() {
  local stopping name renewed code=0
  stop_units "$@" &
  stopping=$!
  renewed=$(uptime_seconds)
  while kill -0 "$stopping" 2>/dev/null; do
    sleep 1
    if (($(uptime_seconds) - renewed >= RENEW_SECONDS)); then
      for name in "$@"; do turn take "$name" || true; done
      renewed=$(uptime_seconds)
    fi
  done
  wait "$stopping" || code=$?
  return "$code"
}
