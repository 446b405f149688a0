# The metadata server: what this machine is told, and the token of its identity.
# Source: Compute Engine, "View and query VM metadata" and "wait for metadata changes".

METADATA=http://metadata.google.internal/computeMetadata/v1
# Seconds of one long poll. The server answers then even when nothing has changed.
POLL_SECONDS=${POLL_SECONDS:-240}

metadata() {
  curl --silent --show-error --header 'Metadata-Flavor: Google' "$@"
}

# attribute KEY FILE: the value, byte by byte; no file when the key is not there.
attribute() {
  local code
  code=$(metadata --max-time 30 --output "$2" --write-out '%{http_code}' "$METADATA/instance/attributes/$1")
  case $code in
    200) ;;
    404) rm -f "$2" ;;
    *) rm -f "$2"; printf 'the metadata server answered %s for %s\n' "$code" "$1" >&2; return 1 ;;
  esac
}

# The tag of all attributes together: at once, or with a tag as argument when it differs from that.
attributes_tag() {
  local query="recursive=true" most=30
  if [[ -n ${1-} ]]; then
    query+="&wait_for_change=true&last_etag=$1&timeout_sec=$POLL_SECONDS"
    most=$((POLL_SECONDS + 30))
  fi
  metadata --fail --max-time "$most" --output /dev/null --dump-header - "$METADATA/instance/attributes/?$query" |
    tr -d '\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: *//p' | tail -n 1
}

token() {
  local answer
  answer=$(metadata --fail --max-time 30 "$METADATA/instance/service-accounts/default/token")
  [[ $answer =~ \"access_token\"[[:space:]]*:[[:space:]]*\"([^\"]+)\" ]] || return 1
  printf '%s' "${BASH_REMATCH[1]}"
}

# The first 12 digits of what `npm run wait` computes from the same two values.
generation_of() {
  { cat "$1/airflow-machine"; printf '\n'; cat "$1/airflow-references"; } | sha256sum | cut -c 1-12
}

# take TAG: all values of one moment, or nothing. The values have no common answer that a shell can read, so the tag is
# asked for again afterwards: if it has changed, the values may belong to two moments.
take() {
  local tag=$1 taken=$RUN/taken
  rm -rf "$taken.part"
  mkdir -p "$taken.part"
  local key
  for key in airflow-machine airflow-references airflow-drain user-data; do
    attribute "$key" "$taken.part/$key" || return 1
  done
  [[ $(attributes_tag) == "$tag" ]] || return 1
  rm -rf "$taken"
  mv "$taken.part" "$taken"
}

# Once for each generation, because apply.sh may be reading it.
keep_document() {
  local folder=$RUN/documents/$1
  [[ ! -d $folder ]] || return 0
  rm -rf "$folder.part"
  mkdir -p "$folder.part"
  cp "$RUN/taken/airflow-machine" "$folder.part/machine.yaml"
  cp "$RUN/taken/airflow-references" "$folder.part/references.json"
  mv "$folder.part" "$folder"
}

# What follows from the values: the generation to reach, and whether to drain.
understand() {
  local taken=$RUN/taken wanted=''
  if [[ -f $taken/airflow-machine && -f $taken/airflow-references ]]; then
    wanted=$(generation_of "$taken")
    keep_document "$wanted"
  fi
  printf '%s' "$wanted" | put "$RUN/wanted"
  if [[ $(content "$taken/airflow-drain") == 1 ]]; then
    printf 1 | put "$RUN/drain"
  else
    rm -f "$RUN/drain"
  fi
}

# Runs for ever beside the agent, which it wakes through the pipe.
watch_metadata() {
  local tag='' next wait=1
  while :; do
    next=$(attributes_tag "$tag" || true)
    if [[ -n $next && $next == "$tag" ]]; then
      # A server that does not wait must not be asked without end.
      sleep 1
    elif [[ -n $next ]] && take "$next"; then
      understand
      tag=$next wait=1
      printf '\n' >"$RUN/wake"
    else
      [[ -n $tag ]] || say starting "the metadata server does not answer; asked again in $wait s"
      sleep "$wait"
      wait=$((wait < 30 ? wait * 2 : 60))
    fi
  done
}
