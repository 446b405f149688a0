# Places, and the state that this machine publishes. Sourced by the other scripts of this folder.

RUN=${RUN:-/run/airflow-cdktf}
HOST=${HOST:-/var/lib/airflow-cdktf}
# Outlives a boot, as all of /var on Container-Optimized OS; everything below RUN does not.
KEPT=${KEPT:-$HOST/state}
DATA=${DATA:-/mnt/disks/airflow}
UNITS=${UNITS:-/etc/systemd/system}

# Exit codes of apply.sh.
SUPERSEDED=75
REFUSED=3

# Lines of a failed unit that are published; the whole state stays far below a guest attribute's limit.
LOG_LINES=60
LOG_BYTES=3072
# Seconds for which something that may mend itself, as a master that boots, is not called a failure.
PATIENCE=${PATIENCE:-600}

# /proc/uptime, because a clock that is set at boot must not lengthen or shorten a wait.
uptime_seconds() {
  local up rest
  read -r up rest </proc/uptime
  printf '%s' "${up%%.*}"
}

# Standard input becomes the file, whole or not at all: power may go at any moment.
put() {
  cat >"$1.part"
  mv -f "$1.part" "$1"
}

content() {
  [[ ! -f $1 ]] || printf '%s' "$(<"$1")"
}

# The last lines that fit, without a broken character at the cut or what a terminal would make of colours.
shortened() {
  local text
  text=$(tr -d '\000-\010\013-\037\177' <<<"$1")
  ((${#text} <= LOG_BYTES / 2)) || text=$(tail -c "$LOG_BYTES" <<<"$text" | tail -n +2)
  printf '%s' "$text"
}

# notice NAME [TEXT]: goes with every message until it is taken back.
notice() {
  if [[ -n ${2-} ]]; then printf '%s\n' "$2" | put "$RUN/notice-$1"; else rm -f "$RUN/notice-$1"; fi
}

# say STATE MESSAGE [LOG]: what report.sh publishes. `since` is kept while the state is the same.
say() {
  local state=$1 message=$2 log=${3-} generation since notice before
  generation=$(content "$RUN/generation")
  notice=$(cat "$RUN"/notice-* 2>/dev/null | paste -sd '~' | sed 's/~/; /g' || true)
  before=$(content "$RUN/state")
  since=$(sed -n 's/^since: //p' <<<"$before" | head -n 1)
  [[ $before == "generation: ${generation:--}"$'\n'"state: $state"$'\n'* && -n $since ]] || since=$(date +%s)
  message=$(tr -s '[:space:]' ' ' <<<"$message${notice:+; $notice}")
  printf 'generation: %s\nstate: %s\nsince: %s\nmessage: %s\nlog:\n%s\n' \
    "${generation:--}" "$state" "$since" "${message% }" "$(shortened "$log")" | put "$RUN/state"
  [[ $(content "$RUN/state") == "$before" ]] || printf '%s: %s\n' "$state" "$message"
}

state() {
  sed -n 's/^state: //p' <<<"$(content "$RUN/state")" | head -n 1
}

# Once said, a failure is shown until its end: a new try alone changes nothing.
progress() {
  [[ $(state) == failed && -f $RUN/trouble ]] || say "$@"
}

# trouble MESSAGE [LOG]: something that may mend itself. A failure only when it has lasted.
trouble() {
  local now since
  now=$(uptime_seconds)
  since=$(content "$RUN/trouble")
  [[ -n $since ]] || printf '%s' "$now" | put "$RUN/trouble"
  if ((now - ${since:-$now} >= PATIENCE)); then
    say failed "$1" "${2-}"
  else
    say applying "waits: $1" "${2-}"
  fi
}

# The same, for what only a person can mend.
failure() {
  [[ -f $RUN/trouble ]] || uptime_seconds | put "$RUN/trouble"
  say failed "$1" "${2-}"
}

# Somebody wants something else of this machine than what is being done.
superseded() {
  [[ -f $RUN/drain || $(content "$RUN/wanted") != "$1" ]]
}

# At points where apply.sh may end: it is not finished for the sake of what nobody wants any more.
yield_to_newer() {
  if superseded "$1"; then exit "$SUPERSEDED"; fi
}
