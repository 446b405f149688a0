#!/bin/bash
# The master's data disk: mounted at each boot, grown when it has grown, formatted only when nothing was ever written to
# it. Run by airflow-disk.service; its last line of output says why it is refused.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -euo pipefail
  # shellcheck source=/dev/null
  source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
fi

# Compute Engine makes this link from the name under which the disk is attached.
DISK=${DISK:-/dev/disk/by-id/google-airflow-data}
DISK_LABEL=airflow-data
# Terraform may attach the disk after the machine has begun to boot.
DISK_SECONDS=${DISK_SECONDS:-120}
MIB=1048576
SAMPLES=512

refuse() {
  printf 'the data disk %s %s\n' "$DISK" "$1" >&2
  exit 1
}

wait_for_disk() {
  local end=$(($(uptime_seconds) + DISK_SECONDS))
  until [[ -b $DISK ]]; do
    (($(uptime_seconds) < end)) || refuse "is not attached to this machine"
    sleep 1
  done
}

# Only zeros in COUNT MiB from MiB START.
zeros() {
  local other
  other=$(dd if="$DISK" bs=$MIB skip="$1" count="$2" status=none | tr -d '\0' | head -c 1 | wc -c || true)
  ((other == 0))
}

# A new disk reads as zeros. All of a small one is read; of a large one the ends, where everything that has a format begins
# or leaves a copy, and SAMPLES between.
blank() {
  local size at
  size=$(($(blockdev --getsize64 "$DISK") / MIB))
  if ((size <= SAMPLES)); then
    zeros 0 "$((size + 1))"
    return
  fi
  zeros 0 64 && zeros "$((size - 64))" 65 || return 1
  for ((at = size / SAMPLES; at < size; at += size / SAMPLES)); do
    zeros "$at" 1 || return 1
  done
}

# Options as in Compute Engine, "Format and mount a non-boot disk". The note outlives a power cut in the middle, after
# which the disk is neither empty nor has a file system.
format() {
  mkdir -p "$KEPT"
  : >"$KEPT/formatting"
  sync "$KEPT/formatting"
  mkfs.ext4 -q -F -m 0 -E lazy_itable_init=0,lazy_journal_init=0,discard -L "$DISK_LABEL" "$DISK"
  sync "$DISK"
  rm -f "$KEPT/formatting"
  printf 'formatted the empty disk %s\n' "$DISK"
}

# Leaves a disk with our file system on it, or refuses.
ours() {
  local found code=0
  found=$(blkid -p -o export "$DISK") || code=$?
  if ((code == 0)); then
    grep -qx 'TYPE=ext4' <<<"$found" && grep -qx "LABEL=$DISK_LABEL" <<<"$found" && return
    refuse "holds something else ($(sed -n 's/^\(TYPE\|PTTYPE\|LABEL\)=/\1 /p' <<<"$found" | paste -sd ',')): nothing is formatted. Attach another disk; or, if it is the right one, label it: e2label $DISK $DISK_LABEL"
  fi
  # 2 is "nothing found"; any other code is no answer.
  ((code == 2)) || refuse "cannot be read: blkid ended with $code"
  [[ -f $KEPT/formatting ]] || blank ||
    refuse "holds something unknown: nothing is formatted. Attach another disk; or, if it may be lost, run: wipefs --all $DISK; dd if=/dev/zero of=$DISK bs=1M"
  format
}

check() {
  local code=0 said
  said=$(e2fsck -p "$DISK" 2>&1) || code=$?
  # 1 is "errors corrected". Source: e2fsck(8).
  ((code <= 1)) || refuse "has errors that need a person, run: e2fsck $DISK. $(tail -n 1 <<<"$said")"
}

attach() {
  local uuid
  uuid=$(blkid -p -s UUID -o value "$DISK")
  mkdir -p "$DATA"
  mount -t ext4 -o nofail,noatime,nodev,nosuid,noexec,discard "UUID=$uuid" "$DATA"
  # nofail is silent about a disk that went, and a copy of a disk has the same UUID.
  [[ $(mountpoint -d "$DATA") == $(mountpoint -x "$(readlink -f "$DISK")") ]] && return
  ! mountpoint -q "$DATA" || umount "$DATA"
  refuse "could not be mounted by its UUID $uuid: another disk of this machine has the same"
}

# Online, and cheap when nothing has changed.
grow() {
  local size said
  mkdir -p "$RUN"
  mountpoint -q "$DATA" || return 0
  size=$(blockdev --getsize64 "$DISK")
  [[ $(content "$RUN/disk-size") != "$size" ]] || return 0
  if ! said=$(resize2fs "$DISK" 2>&1 >/dev/null); then
    notice disk "the data disk has grown, its file system has not: $(tail -n 1 <<<"$said")"
    return
  fi
  notice disk
  printf '%s' "$size" | put "$RUN/disk-size"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  if ! mountpoint -q "$DATA"; then
    wait_for_disk
    ours
    check
    attach
  fi
  grow
fi
