# Certificates, tokens and Airflow's own heartbeats need the right time.

CLOCK_SECONDS=${CLOCK_SECONDS:-60}

# Somebody keeps the clock, and can be asked.
clock_kept() {
  command -v chronyc >/dev/null || [[ $(timedatectl show --property=CanNTP --value 2>/dev/null || true) == yes ]]
}

clock_synchronised() {
  if command -v chronyc >/dev/null; then
    chronyc -n waitsync 1 0 0 1 >/dev/null 2>&1
  else
    [[ $(timedatectl show --property=NTPSynchronized --value 2>/dev/null) == yes ]]
  fi
}

# Bounded: a machine whose clock nobody sets runs all the same, and says so.
wait_for_clock() {
  local end
  clock_kept || return 0
  end=$(($(uptime_seconds) + CLOCK_SECONDS))
  clock_synchronised || say starting "waits for the clock to be synchronised"
  until clock_synchronised; do
    if (($(uptime_seconds) >= end)); then
      notice clock "the clock is not synchronised"
      return
    fi
    sleep 1
  done
  notice clock
}
