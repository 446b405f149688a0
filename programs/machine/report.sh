# Tells others how this machine is: a guest attribute for people and `npm run wait`, a file for the group's health check.

# Seconds between two publications. Guest attributes are rate limited.
PUBLISH_SECONDS=15
# And those after which the same is told again: a server may have lost it.
REPEAT_SECONDS=600
HEALTH_SECONDS=10

publish() {
  printf '%s' "$1" | metadata --fail --max-time 10 --request PUT --data-binary @- \
    "$METADATA/instance/guest-attributes/airflow-cdktf/state" >/dev/null
}

# "UPTIME CODE WORDS". Whoever makes a machine anew on this must not do so while it drains or waits: only a worker that
# says itself that it is not well counts.
health_line() {
  local name words
  case $(state) in
    healthy | failed)
      for name in $(workers); do
        words=$(docker inspect --format '{{with .State.Health}}{{.Status}} {{range .Log}}{{.Output}}{{end}}{{end}}' "$name" 2>/dev/null || true)
        [[ $words != unhealthy* ]] || { printf '503 %s: %s' "$name" "$(tail -n 1 <<<"${words#unhealthy }")"; return; }
      done
      ;;
  esac
  printf '200 %s' "$(state)"
}

# Runs for ever beside the agent.
report() {
  local told='' told_at=-$REPEAT_SECONDS looked_at=-$HEALTH_SECONDS now text
  while :; do
    now=$(uptime_seconds)
    if ((now - looked_at >= HEALTH_SECONDS)); then
      printf '%s %s\n' "$now" "$(health_line)" | put "$RUN/health"
      looked_at=$now
    fi
    text=$(content "$RUN/state")
    if [[ $text != "$told" ]] && ((now - told_at >= PUBLISH_SECONDS)) || ((now - told_at >= REPEAT_SECONDS)); then
      if publish "$text"; then told=$text; fi
      told_at=$now
    fi
    sleep 5
  done
}
