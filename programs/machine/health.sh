#!/bin/bash
# Answers one HTTP request of the group's health check on standard input and output, from what the agent wrote.
set -euo pipefail
RUN=${RUN:-/run/airflow-cdktf}
# Seconds after which an agent that writes nothing is dead.
SILENT=300

IFS= read -r -t 5 _ || true
read -r now _ </proc/uptime
now=${now%%.*}
# A machine that boots has no agent yet.
at=0 code=200 words=starting
[[ ! -r $RUN/health ]] || read -r at code words <"$RUN/health" || true
if ((now - at > SILENT)); then code=503 words="the agent has been silent for $((now - at)) s"; fi
printf 'HTTP/1.0 %s %s\r\nContent-Type: text/plain\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s\n' \
  "$code" "$([[ $code == 200 ]] && printf OK || printf 'Service Unavailable')" "$((${#words} + 1))" "$words"
