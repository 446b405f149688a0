#!/bin/bash
# apply.sh GENERATION: makes this machine run that generation. May end at any point, by itself or by a power cut; the
# next run goes on from what it finds. Exit 0: it runs. 75: something newer is wanted. 3: refused until something
# changes. Else: try again.
set -euo pipefail
HERE=$(dirname "${BASH_SOURCE[0]}")
for part in common metadata images units turns stages version tidy firewall; do
  # shellcheck source=/dev/null
  source "$HERE/$part.sh"
done

PREPARE_SECONDS=300

# The first line, because a shell reads it.
first_image() {
  local line
  IFS= read -r line <"$1"
  line=${line#image:}
  line=${line//[\"\' ]/}
  [[ -n $line ]] || { failure "the machine's document does not begin with its image"; exit 1; }
  printf '%s' "$line"
}

# The folder of the generation, with secrets, by the program that knows YAML.
prepare() {
  local generation=$1 image=$2 problem code=0
  [[ ! -d $RUN/generations/$generation ]] || return 0
  progress applying "reads its document and secrets"
  mkdir -p "$RUN/incoming"
  cp "$RUN/documents/$generation"/* "$RUN/incoming/"
  docker rm --force airflow-prepare >/dev/null 2>&1 || true
  problem=$(timeout "$PREPARE_SECONDS" docker run --rm --name airflow-prepare --network host --user 0 \
    --env PYTHONDONTWRITEBYTECODE=1 --volume "$RUN:$RUN" --volume "$HOST:$HOST:ro" --entrypoint python \
    "$image" "$HOST/python/prepare.py" "$generation" 2>&1) || code=$?
  problem=$(tail -n 1 <<<"$problem")
  case $code in
    0) ;;
    75) trouble "${problem:-prepare.py ended with $code}"; exit 1 ;;
    *) failure "${problem:-prepare.py ended with $code}"; exit 1 ;;
  esac
}

# disk.sh says itself why not, in a line that begins so.
data_disk() {
  local why
  [[ $MACHINE == master ]] || return 0
  systemctl start airflow-disk.service && mountpoint -q "$DATA" && return
  why=$(last_lines disk | grep '^the data disk' | tail -n 1) || why="the data disk is not mounted"
  failure "$why" "$(last_lines disk)"
  exit 1
}

# Airflow's processes are of this user and group; Docker would make the folder root's.
log_folder() {
  install -d -o 50000 -g 0 -m 2775 "$LOGS"
}

main() {
  local generation=$1 new=$RUN/generations/$1 image change stage stop
  mkdir -p "$RUN/applied" "$RUN/generations"
  [[ -d $RUN/documents/$generation ]] || exit "$SUPERSEDED"
  image=$(first_image "$RUN/documents/$generation/machine.yaml")
  images "$generation" "$image"
  prepare "$generation" "$image"
  mapfile -t others <"$new/images"
  images "$generation" "${others[@]}"
  data_disk
  log_folder
  check_version "$new"
  change=$(change_of "$new")
  yield_to_newer "$generation"

  if [[ -n $change ]]; then
    leave_version "$generation" "$change"
    close_gate
  fi
  mapfile -t stop < <(changed "$new/plan"; gone "$new/plan")
  stop_old "$generation" "${stop[@]}"
  move "$generation"
  firewall "$new/openings" "$new/redirects"
  for stage in "${STAGES[@]}"; do
    [[ $stage != gate || $MACHINE != master || -z $change ]] || dump_before "$change" || {
      failure "the database could not be dumped before the change from ${change/ / to }" "$(last_lines dump)"
      exit 1
    }
    start_stage "$generation" "$stage"
    [[ $stage != gate ]] || keep_version
  done

  [[ $MACHINE == master ]] || for name in $(workers); do turn give "$name" || true; done
  keep_images "$image" "${others[@]}"
  remove_generations "$generation"
  rm -f "$RUN/trouble"
  say healthy "all units run"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
