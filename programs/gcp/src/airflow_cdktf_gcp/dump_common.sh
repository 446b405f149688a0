# What dumping, trying and restoring have in common, in the database's own image: bash, coreutils and gzip only.
# Files in $WORK: dump; before and after, what the live database holds then; restored, what the dump holds; restore,
# the name of the dump where a person asked for a restore. See dump_rules.py.

FOLDER=${AIRFLOW_CDKTF_DUMPS:-/dumps}
WORK=$FOLDER/new
PASSWORD=${AIRFLOW_CDKTF_DUMP_PASSWORD:-/run/secrets/password}
# Free space beyond what is worked out, in KiB.
MARGIN=$((512 * 1024))

umask 007
SCRATCH=$(mktemp -d)
ERRORS=$SCRATCH/errors
: >"$ERRORS"

# Says why in the file that the agent and people read; the next step of the unit does not run after a failure.
fail() {
  local message=$1
  printf 'state: failed\nat: %s\nobject:\nmessage: %s\n' "$(date +%s)" "$message" >"$FOLDER/outcome.part"
  mv "$FOLDER/outcome.part" "$FOLDER/outcome"
  printf 'dump: %s\n' "$message" >&2
  exit 1
}

# The last line that a program wrote to its stderr.
last_words() {
  local line last=
  while IFS= read -r line || [[ -n $line ]]; do
    [[ -z ${line// /} ]] || last=$line
  done <"$ERRORS"
  printf '%s' "${last:-it says nothing}"
}

# step WHAT COMMAND...: or the whole fails with the command's last words.
step() {
  local what=$1
  shift
  "$@" 2>"$ERRORS" || fail "$what: $(last_words)"
}

# room WHERE KIB WHAT: the folder has that much room, or nothing is begun.
room() {
  local free needed=$(($2 + MARGIN)) lines
  mapfile -t lines < <(df --output=avail -k "$1")
  free=${lines[1]// /}
  ((free >= needed)) || fail "$3 has $((free / 1024)) MiB free, and this needs $((needed / 1024)) MiB"
}

# both KIB: room for the dump, which is smaller than the database, and for the server in which it is tried.
both() {
  room "$FOLDER" "$(($1 / 2))" "the data disk"
  room "$SCRATCH" "$(($1 * 3 / 2))" "the machine's own disk"
}

restoring() {
  [[ -f $WORK/restore ]]
}
