# Container images: on this machine before anything stops.

# Registries that know this machine by the token of its identity. Source: Artifact Registry, "Configure authentication
# to Artifact Registry for Docker": user oauth2accesstoken, an access token as password.
googles() {
  [[ $1 == *.pkg.dev || $1 == gcr.io || $1 == *.gcr.io ]]
}

registry_of() {
  local first=${1%%/*}
  if [[ $1 == */* && ($first == *.* || $first == *:* || $first == localhost) ]]; then printf '%s' "$first"; fi
}

# Where Docker keeps the token: in memory, because /root is read-only on Container-Optimized OS, and a token is nobody
# else's. docker-credential-gcr would do the same, but only Container-Optimized OS has it.
login() {
  export DOCKER_CONFIG=$RUN/docker
  mkdir -p -m 0700 "$DOCKER_CONFIG"
  token | docker login --username oauth2accesstoken --password-stdin "https://$1" >/dev/null
}

# pull IMAGE: one try. Says why not on standard error.
pull() {
  local image=$1 registry code=0
  registry=$(registry_of "$image")
  if googles "$registry"; then login "$registry" || return; fi
  # Bounded, because a connection that died is not noticed otherwise.
  timeout 1800 docker pull --quiet "$image" >/dev/null || code=$?
  rm -rf "$RUN/docker"
  return "$code"
}

# Images that tidy.sh may remove when they are no longer used: those that came from here.
remember_image() {
  mkdir -p "$KEPT"
  grep -qxF "$1" "$KEPT/pulled" 2>/dev/null || printf '%s\n' "$1" >>"$KEPT/pulled"
}

# images GENERATION IMAGE...: all of them, or trouble.
images() {
  local generation=$1 image problem
  shift
  for image in "$@"; do
    ! docker image inspect "$image" >/dev/null 2>&1 || continue
    yield_to_newer "$generation"
    progress applying "pulls ${image##*/}"
    # A full disk is the one cause that this machine can mend by itself.
    if ! problem=$(pull "$image" 2>&1) && { remove_images || true; } && ! problem=$(pull "$image" 2>&1); then
      trouble "the image $image cannot be pulled: $(tail -n 1 <<<"$problem")"
      exit 1
    fi
    remember_image "$image"
  done
}
