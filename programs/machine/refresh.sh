# The scripts of this folder and the host's own units, when user-data has changed since the boot: cloud-init would apply
# it at the next one only.

refresh_needed() {
  local taken=$RUN/taken/user-data base=$RUN/user-data
  [[ -f $taken ]] || return 1
  if [[ ! -f $base ]]; then
    [[ -f ${BOOTED:=/var/lib/cloud/instance/user-data.txt} ]] || { cp "$taken" "$base"; return 1; }
    base=$BOOTED
  fi
  [[ $(<"$taken") != "$(<"$base")" ]]
}

# cloud-init takes the file after the word since its 24.1, and before it until then.
write_files() {
  local words=(single --name write_files --frequency always)
  cloud-init "${words[@]}" --file "$RUN/user-data" || cloud-init --file "$RUN/user-data" "${words[@]}"
}

# Ends the agent, which systemd starts anew from the new scripts. What runs goes on.
refresh() {
  refresh_needed || return 0
  cp "$RUN/taken/user-data" "$RUN/user-data"
  if write_files >/dev/null 2>&1; then
    systemctl daemon-reload
    printf 'user-data has changed: the agent starts anew\n'
    exit 0
  fi
  notice user-data "new user-data could not be applied: reboot this machine"
}
