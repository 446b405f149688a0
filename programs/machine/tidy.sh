#!/bin/bash
# Each day: local logs that are old, and images that neither run nor ran before. Sourced for its functions as well.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -euo pipefail
  # shellcheck source=/dev/null
  source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
fi

LOGS=${LOGS:-/var/lib/airflow/logs}

# keep_images IMAGE...: what this generation needs. What another one needed before is kept too: the way back is short.
keep_images() {
  local now
  now=$(printf '%s\n' "$@" | sort -u)
  mkdir -p "$KEPT"
  [[ $(content "$KEPT/images") != "$now" ]] || return 0
  [[ ! -f $KEPT/images ]] || cp "$KEPT/images" "$KEPT/images-before"
  put "$KEPT/images" <<<"$now"
}

# Only images that were pulled here; Docker itself refuses one that a container has.
remove_images() {
  local image
  [[ -f $KEPT/pulled ]] || return 0
  while read -r image; do
    grep -qxF "$image" "$KEPT/images" "$KEPT/images-before" "$RUN"/generations/*/images 2>/dev/null && continue
    ! docker image inspect "$image" >/dev/null 2>&1 || docker image rm "$image" >/dev/null || continue
    printf 'removed the image %s\n' "$image"
    { grep -vxF "$image" "$KEPT/pulled" || true; } | put "$KEPT/pulled"
  done < <(cat "$KEPT/pulled")
}

remove_logs() {
  [[ -d $LOGS ]] || return 0
  find "$LOGS" -type f -mtime "+$LOG_DAYS" -delete
  find "$LOGS" -mindepth 1 -type d -empty -mtime "+$LOG_DAYS" -delete
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  remove_logs
  remove_images
fi
