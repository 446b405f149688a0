# The host's own firewall, which drops everything inbound but SSH. Source: Container-Optimized OS, "Configuring the host
# firewall". All of ours is in chains of our own, so that each run replaces them whole and nothing is left behind.

CHAIN=AIRFLOW-CDKTF

# The port that is asked for may be another one than the process has: then only what was dialled by the former passes.
# Others may dial that same port for what listens there, as workers do where people have the webserver's own.
filter_rules() {
  local openings=$1 redirects=$2 port range to
  printf '*filter\n:%s - [0:0]\n' "$CHAIN"
  while read -r port range; do
    to=$(awk -v port="$port" -v range="$range" '$1 == port && ($3 == range || $3 == "") { print $2 }' "$redirects")
    printf -- '-A %s -s %s -p tcp -m tcp --dport %s%s -j ACCEPT\n' "$CHAIN" "$range" "${to:-$port}" \
      "${to:+ -m conntrack --ctorigdstport $port}"
  done <"$openings"
  printf 'COMMIT\n'
}

# Only what is meant for this machine: a container may dial the same port elsewhere.
nat_rules() {
  local port to range
  printf '*nat\n:%s - [0:0]\n' "$CHAIN"
  while read -r port to range; do
    printf -- '-A %s%s -m addrtype --dst-type LOCAL -p tcp -m tcp --dport %s -j REDIRECT --to-ports %s\n' \
      "$CHAIN" "${range:+ -s $range}" "$port" "$to"
  done <"$1"
  printf 'COMMIT\n'
}

# jump TABLE FROM: once, before what drops.
jump() {
  iptables --wait --table "$1" --check "$2" --jump "$CHAIN" 2>/dev/null ||
    iptables --wait --table "$1" --insert "$2" 1 --jump "$CHAIN"
}

# firewall OPENINGS REDIRECTS: files with lines `PORT RANGE` and `PORT TO RANGE`; an older boot kept them without a range.
# Kept for the next boot.
firewall() {
  { filter_rules "$1" "$2"; nat_rules "$2"; } | iptables-restore --wait --noflush
  jump filter INPUT
  jump nat PREROUTING
  [[ $1 == "$KEPT/openings" ]] || { put "$KEPT/openings" <"$1"; put "$KEPT/redirects" <"$2"; }
}

# As before the boot, until the machine knows better: a group deletes a worker whose health it cannot ask for minutes.
firewall_of_last_boot() {
  [[ ! -f $KEPT/openings || ! -f $KEPT/redirects ]] || firewall "$KEPT/openings" "$KEPT/redirects" || true
}
