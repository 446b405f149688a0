#!/bin/bash
# What Container-Optimized OS does before systemd runs: the rules of its file systems and of its firewall, made in the
# container that stands for a machine. Runs at every boot, as process 1.
# Source: Container-Optimized OS, "Disks and file system" and "Networking: host firewall".
set -euo pipefail

# The root is read-only already (docker run --read-only). /etc is that of the image again at each boot.
fresh_etc() {
  mkdir /tmp/etc
  mount -t tmpfs -o mode=0755,noexec,nosuid,nodev etc /tmp/etc
  cp -a /etc/. /tmp/etc/
  # The engine of this machine trusts the authority that signed the run's Google, as it would Google's own.
  cat /cos/authority.pem >>/tmp/etc/ssl/certs/ca-certificates.crt
  mount --move /tmp/etc /etc
  rmdir /tmp/etc
  # One data source, and no module that changes a Debian: Container-Optimized OS has none of them.
  printf '%s\n' 'datasource_list: [ NoCloud ]' 'cloud_config_modules: [ runcmd ]' >/etc/cloud/cloud.cfg.d/99-e2e.cfg
  rm -f /etc/systemd/system/timers.target.wants/{apt-daily,apt-daily-upgrade,dpkg-db-backup,e2scrub_all}.timer
  : >/etc/machine-id
}

file_systems() {
  mount -o remount,bind,noexec,nosuid,nodev /var
  # Forgotten at each boot, as /etc is.
  mkdir -p /var/lib/cloud
  mount -t tmpfs -o mode=0755,nosuid,nodev cloud /var/lib/cloud
  mount -t tmpfs -o mode=0755,noexec,nosuid,nodev home /home
  mount -t tmpfs -o mode=0755,nosuid,nodev disks /mnt
  mkdir /mnt/disks
}

# No package manager, and no program that Container-Optimized OS lacks. cloud-init itself needs Python.
hidden_programs() {
  local program
  for program in apt apt-get apt-cache apt-mark dpkg jq git perl pip pip3; do
    [ ! -e "/usr/bin/$program" ] || mount --bind /cos/absent "/usr/bin/$program"
  done
}

host_firewall() {
  iptables -P INPUT DROP
  iptables -A INPUT -i lo -j ACCEPT
  iptables -A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
  iptables -A INPUT -p icmp -j ACCEPT
  iptables -A INPUT -p tcp --dport 22 -j ACCEPT
}

# The metadata server's address leads to the run's own, with the machine's address as the sender.
metadata_server() {
  iptables -t nat -A OUTPUT -d 169.254.169.254 -p tcp --dport 80 -j DNAT --to-destination "$GOOGLE:80"
  iptables -t nat -A PREROUTING -d 169.254.169.254 -p tcp --dport 80 -j DNAT --to-destination "$GOOGLE:80"
}

data_disk() {
  [ -n "${DATA_DISK:-}" ] || return 0
  mkdir -p /dev/disk/by-id
  ln -s "$DATA_DISK" /dev/disk/by-id/google-airflow-data
}

# cloud-init reads what the metadata server has at this boot.
user_data() {
  local seed=/var/lib/cloud/seed/nocloud url=http://169.254.169.254/computeMetadata/v1/instance
  mkdir -p "$seed"
  ask() { curl --silent --show-error --fail --retry 20 --retry-delay 1 --retry-all-errors --max-time 30 --header 'Metadata-Flavor: Google' "$url/$1"; }
  ask attributes/user-data >"$seed/user-data"
  printf 'instance-id: %s\nlocal-hostname: %s\n' "$(ask id)" "$(hostname)" >"$seed/meta-data"
}

fresh_etc
file_systems
hidden_programs
host_firewall
metadata_server
data_disk
user_data
# Nothing of the run is left in the machine's environment.
exec env -i container=docker PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /sbin/init
