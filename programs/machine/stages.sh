# From one generation to the next: what stops, what moves, what starts.

STAGES=(store gate airflow timer)
# Units of the machine itself, which no document has.
OWN='(agent|disk|health|health@|tidy)\.[a-z]+$'

# Units of PLAN with this digest run already.
changed() {
  local stage name digest drain
  while read -r stage name digest drain; do
    [[ $(applied "$name") == "$digest" ]] || printf '%s\n' "$name"
  done <"$1"
}

# Those of the names whose unit has anything to stop.
running() {
  local name
  for name in "$@"; do
    { systemctl is-active "$(service "$name")" "airflow-$name.timer" 2>/dev/null || true; } |
      grep -qxE 'active|activating|reloading|deactivating' && printf '%s\n' "$name"
  done
}

# Units of the generation that runs, and that PLAN has no more.
gone() {
  [[ ! -f $RUN/current/plan ]] || awk 'NR == FNR { stays[$2]; next } !($2 in stays) { print $2 }' "$1" "$RUN/current/plan"
}

# select_units PLAN STAGE DRAINS < NAMES: those of the names that are of the stage, and drain (1) or do not (0).
select_units() {
  local names
  mapfile -t names
  awk -v stage="$2" -v drains="$3" -v names=" ${names[*]} " \
    '$1 == stage && ($4 > 0) == drains && index(names, " " $2 " ") { print $2 }' "$1"
}

# stop_old GENERATION NAME...: by the plan that they were started by, the last stage first, workers before the rest.
# A timer's unit that stays in the plan finishes what it does.
stop_old() {
  local generation=$1 plan=$RUN/current/plan new=$RUN/generations/$1/plan stage name names
  shift
  [[ -f $plan ]] || return 0
  mapfile -t names < <(running "$@" | select_units "$plan" timer 0)
  for name in "${names[@]}"; do
    systemctl stop "airflow-$name.timer" || true
    grep -q " $name " "$new" || stop_units "$name"
  done
  for stage in airflow gate store; do
    mapfile -t names < <(running "$@" | select_units "$plan" "$stage" 1)
    if ((${#names[@]} > 0)); then
      [[ $MACHINE == master ]] || for name in "${names[@]}"; do take_turn "$generation" "$name"; done
      say draining "waits for the tasks of ${names[*]}"
      forget "${names[@]}"
      drain "${names[@]}"
    fi
    mapfile -t names < <(running "$@" | select_units "$plan" "$stage" 0)
    ((${#names[@]} == 0)) || { forget "${names[@]}"; stop_units "${names[@]}"; }
  done
}

# Before a stop: whoever comes after a power cut or a newer generation must start them anew.
forget() {
  local name
  for name in "$@"; do rm -f "$RUN/applied/$name"; done
}

# move GENERATION: `current` and the texts of systemd. Nothing of what changed runs here.
move() {
  local new=$RUN/generations/$1 unit
  for unit in "$UNITS"/airflow-*; do
    [[ ! $unit =~ /airflow-$OWN ]] && [[ ! -e $new/units/$(basename "$unit") ]] && rm -f "$unit"
  done
  ln -sfn "generations/$1" "$RUN/current.part"
  mv -fT "$RUN/current.part" "$RUN/current"
  for unit in "$new"/units/*; do
    cmp -s "$unit" "$UNITS/$(basename "$unit")" || cp "$unit" "$UNITS/"
  done
  systemctl daemon-reload
}

# start_stage GENERATION STAGE: all of its units, then waits until they are well.
start_stage() {
  local generation=$1 stage=$2 name names waiting
  mapfile -t names < <(names "$stage" "$RUN/current/plan")
  ((${#names[@]} > 0)) || return 0
  progress applying "starts ${names[*]}"
  for name in "${names[@]}"; do start_unit "$name" "$stage"; done
  [[ $stage != timer ]] || return 0
  while :; do
    waiting=()
    for name in "${names[@]}"; do
      judge "$name"
      case $VERDICT in
        broken) not_well "$stage" "$name"; exit 1 ;;
        waiting) waiting+=("$name") ;;
      esac
    done
    ((${#waiting[@]} > 0)) || return 0
    # A migration is not left half-way for a newer generation: that one would start another beside it.
    [[ $MACHINE == master && $stage == gate ]] || yield_to_newer "$generation"
    sleep 2
  done
}

# A worker's gate waits for the master, which may boot, be upgraded or be made anew for a long while.
not_well() {
  local message
  message="$(service "$2") $REASON"
  if [[ $MACHINE == worker && $1 == gate ]]; then
    trouble "$message; the master is not ready" "$(last_lines "$2")"
  else
    failure "$message" "$(last_lines "$2")"
  fi
}

# Generations that a running container may still read from stay, as its files are those of the folder.
# remove_generations GENERATION: all others, and documents that nobody wants.
remove_generations() {
  local folder used
  used=$(awk '{ print $2 }' "$RUN"/applied/* 2>/dev/null || true)
  for folder in "$RUN"/generations/*; do
    [[ $(basename "$folder") == "$1" ]] ||
      grep -qxF "$(basename "$folder")" <<<"$used" || rm -rf "$folder"
  done
  for folder in "$RUN"/documents/*; do
    [[ $(basename "$folder") == "$1" || $(basename "$folder") == "$(content "$RUN/wanted")" ]] || rm -rf "$folder"
  done
}
