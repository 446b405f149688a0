#!/bin/bash
# Makes this machine run what its metadata says, and says how that goes. Started by airflow-agent.service, for ever.
set -euo pipefail
HERE=$(dirname "${BASH_SOURCE[0]}")
for part in common metadata report units turns stages clock refresh disk firewall engine; do
  # shellcheck source=/dev/null
  source "$HERE/$part.sh"
done

# Seconds after a failed try; each doubles, up to the last.
RETRY_SECONDS=10
MOST_RETRY_SECONDS=300
# Seconds between two looks at units that run.
LOOK_SECONDS=30

reached='' tried='' tries=0 again=0

# Tasks finish, everything stops, nothing starts until the key is gone or the machine is made anew.
drain_machine() {
  local names
  [[ $(state) != drained || -n $(ls -A "$RUN/applied") ]] || return 0
  if [[ -f $RUN/current/plan ]]; then
    say draining "finishes its tasks"
    for stage in timer airflow gate store; do
      mapfile -t names < <(names "$stage" "$RUN/current/plan")
      ((${#names[@]} == 0)) || { forget "${names[@]}"; stop_units "${names[@]}"; }
    done
  fi
  rm -f "$RUN/applied"/*
  reached='' tried=''
  say drained "nothing runs here until the metadata key airflow-drain is removed"
}

attempt() {
  local wanted=$1 code=0
  if [[ $wanted != "$tried" ]]; then
    rm -f "$RUN/trouble"
    tried=$wanted tries=0
    printf '%s' "$wanted" | put "$RUN/generation"
    say applying "begins"
  fi
  /bin/bash "$HERE/apply.sh" "$wanted" || code=$?
  case $code in
    0) reached=$wanted; RESTARTS=() WELL_AT=() ;;
    "$SUPERSEDED") tried='' ;;
    "$REFUSED") again=$(($(uptime_seconds) + 315360000)) ;;
    *)
      local wait=$((RETRY_SECONDS << (tries < 5 ? tries : 5)))
      tries=$((tries + 1))
      again=$(($(uptime_seconds) + (wait < MOST_RETRY_SECONDS ? wait : MOST_RETRY_SECONDS)))
      ;;
  esac
}

# A unit that fails later is told as well, and when it has recovered.
look() {
  local stage name
  [[ $MACHINE != master ]] || grow
  for stage in store gate airflow; do
    for name in $(names "$stage" "$RUN/current/plan"); do
      judge "$name"
      [[ $VERDICT != broken ]] || { say failed "$(service "$name") $REASON" "$(last_lines "$name")"; return; }
      [[ $VERDICT == ready ]] || return 0
    done
  done
  say healthy "all units run"
}

step() {
  local wanted
  wanted=$(content "$RUN/wanted")
  refresh
  if [[ -f $RUN/drain ]]; then
    drain_machine
  elif [[ -z $wanted ]]; then
    [[ ! -f $RUN/wanted ]] || say starting "waits for the metadata keys airflow-machine and airflow-references"
  elif [[ $wanted == "$reached" && $wanted == "$(content "$RUN/generation")" ]]; then
    look
  elif [[ $wanted != "$tried" ]] || (($(uptime_seconds) >= again)); then
    attempt "$wanted"
  fi
}

rest() {
  local now seconds=$LOOK_SECONDS
  now=$(uptime_seconds)
  if [[ -n $tried && $tried != "$reached" ]] && ((again - now < seconds)); then seconds=$((again > now ? again - now : 1)); fi
  read -r -t "$seconds" -u 3 || true
  # Without either of them this machine hears nothing, or says nothing.
  kill -0 "$watcher"
  kill -0 "$reporter"
}

main() {
  mkdir -p -m 0711 "$RUN"
  mkdir -p "$RUN/applied" "$RUN/generations" "$RUN/documents" "$KEPT"
  # A pipe, so that the agent sleeps until something has changed.
  rm -f "$RUN/wake"
  mkfifo -m 0600 "$RUN/wake"
  exec 3<>"$RUN/wake"
  [[ -f $RUN/state ]] || say starting "waits for the metadata server"
  report &
  reporter=$!
  firewall_of_last_boot
  engine_proxy
  wait_for_clock
  watch_metadata &
  watcher=$!
  while :; do
    step
    rest
  done
}

main
