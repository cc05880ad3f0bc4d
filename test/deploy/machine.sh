#!/usr/bin/env bash
# A Debian machine of its own with a real systemd as its first process, in namespaces of this one: machine.sh ROOT CHANGES CHECKOUT
#
#   ROOT      the folder of its file system, made with mmdebstrap where it is missing, and never written afterwards
#   CHANGES   an empty folder for what the machine writes
#   CHECKOUT  a folder that the machine sees, read-only, as /root/storeplane
#
# Runs until it is ended; prints the PID of its systemd, for nsenter. It has no network but its own loopback. Root, mmdebstrap.
set -euo pipefail

root=$1 changes=$2 checkout=$3
packages=systemd,systemd-sysv,dbus,cron,ca-certificates,curl,libstdc++6,libatomic1,procps,iproute2
group=/sys/fs/cgroup/storeplane-machine-$$

main() {
  [ -e "$root/.made" ] || make
  cgroup
  unshare --cgroup --pid --mount --ipc --uts --net --fork --kill-child bash -euc "$(declare -f boot); boot $(printf '%q ' "$root" "$changes" "$checkout")" &
  machine=$! first=
  trap 'kill -KILL "${first:-$machine}"' TERM INT
  until first=$(pgrep -P "$machine"); do :; done
  echo "machine: $first"
  while kill -0 "$machine" 2>/dev/null; do wait "$machine" || true; done
  echo $$ >"$(dirname "$group")/cgroup.procs"
  find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
}

make() {
  rm -rf "$root"
  mmdebstrap --quiet --variant=minbase --include="$packages" bookworm "$root"
  touch "$root/.made"
}

# In a hierarchy of version 2, whether it is all there is or stands beside version 1.
cgroup() {
  [ ! -d /sys/fs/cgroup/unified ] || group=/sys/fs/cgroup/unified/storeplane-machine-$$
  mkdir "$group"
  echo $$ >"$group/cgroup.procs"
}

boot() { # root, changes, checkout
  local root=$1 changes=$2 new=$2/new device
  mount --make-rprivate /
  mkdir -p "$changes/upper" "$changes/work" "$new"
  mount -t overlay -o "lowerdir=$root,upperdir=$changes/upper,workdir=$changes/work" overlay "$new"
  mkdir -p "$new/root/storeplane"
  mount --bind "$3" "$new/root/storeplane"
  mount -o remount,ro,bind "$new/root/storeplane"
  mount -t proc proc "$new/proc"
  mount -t sysfs -o ro sysfs "$new/sys"
  mount -t cgroup2 none "$new/sys/fs/cgroup"
  for device in dev run tmp; do mount -t tmpfs -o mode=1777 tmpfs "$new/$device"; done
  chmod 755 "$new/dev" "$new/run"
  for device in null zero full random urandom tty; do touch "$new/dev/$device"; mount --bind "/dev/$device" "$new/dev/$device"; done
  mkdir "$new/dev/shm" "$new/dev/pts"
  mount -t devpts -o newinstance,ptmxmode=666 devpts "$new/dev/pts"
  ln -s pts/ptmx "$new/dev/ptmx"; ln -s /proc/self/fd "$new/dev/fd"
  hostname storeplane-machine
  ip link set lo up
  cd "$new"
  pivot_root . mnt
  umount -l /mnt
  # As on any machine: systemd brings a service's credentials to it by propagation of mounts.
  mount --make-rshared /
  exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --log-target=journal
}

main
