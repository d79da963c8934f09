#!/bin/sh
# sh collect.sh > host.tar: what `kexecperf answer --host host.tar` needs to know of this machine.
#
# Any POSIX sh. Root is not needed, but sees more: some distributions hide the
# kernel image. Reads only; what cannot be read is listed in the tar's MISSING.
# Private: no host name, user, serial number or address is collected. Of the
# kernel command line the values of cma, kho, init_on_alloc, crashkernel,
# hugepages, mem, rodata and console are kept; of all other parameters only the
# names. Devices are counted by class and driver; of the journal only the time
# of the last line before this boot, and which target it reached, are kept.
set -u
umask 077

if [ -t 1 ]; then
  echo "error: standard output is a terminal; write sh collect.sh > host.tar" >&2
  exit 2
fi
dir=$(mktemp -d) || { echo "error: no room for temporary files; set TMPDIR" >&2; exit 1; }
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' HUP INT TERM

# keep FILE COMMAND...: FILE, filtered by COMMAND, under its own path; at most 1 MiB.
keep() {
  from=$1 to=$dir$1
  shift
  if [ ! -e "$from" ]; then
    echo "$from: none" >>"$dir/MISSING"
    return
  fi
  mkdir -p "${to%/*}"
  if ! { "$@" <"$from" >"$to"; } 2>/dev/null; then
    echo "$from: not readable" >>"$dir/MISSING"
    rm -f "$to"
  elif [ "$(wc -c <"$to")" -gt 1048576 ]; then
    echo "$from: too large" >>"$dir/MISSING"
    rm -f "$to"
  fi
}

# find_first NAME FILE...: the first FILE there is; NAME-size gets its size, which everybody may see.
find_first() {
  name=$1
  shift
  for found; do
    if [ -f "$found" ]; then
      stat -L -c %s "$found" >"$dir/$name-size"
      return
    fi
  done
  found=
  echo "$name: none" >>"$dir/MISSING"
}

# Quoted values may hold blanks; behind -- stand init's own arguments.
parameters() {
  sed -e 's/"[^"]*"//g' | tr -s ' ' '\n' | sed -e '/^--$/,$d' | while read -r word; do
    case $word in
      cma=* | kho=* | init_on_alloc=* | crashkernel=* | hugepages=* | mem=* | rodata=* | console=*) echo "$word" ;;
      *) echo "${word%%=*}" ;;
    esac
  done
}

# Bus, PCI class and driver of every device; read alone forks no process for each.
devices() {
  for bus in pci virtio vmbus xen; do
    for file in "/sys/bus/$bus/devices"/*/uevent; do
      [ -r "$file" ] || continue
      class=- driver=-
      while IFS='=' read -r key value; do
        case $key in PCI_CLASS) class=$value ;; DRIVER) driver=$value ;; esac
      done <"$file"
      echo "$bus $class $driver"
    done
  done
}

# Kind of every disk, and whether it turns; nvme0c0n1 is a hidden path of nvme0n1.
disks() {
  for file in /sys/block/*/queue/rotational; do
    case ${file#/sys/block/} in
      nvme*c*n*/*) continue ;;
      nvme*) kind=nvme ;;
      sd*) kind=sd ;;
      vd*) kind=vd ;;
      xvd*) kind=xvd ;;
      mmcblk*) kind=mmcblk ;;
      *) continue ;;
    esac
    echo "$kind $(cat "$file")"
  done
}

# What systemd knows of this boot and of the shutdown before it: microseconds, and counts.
boots() {
  manager='org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager'
  for name in Version KernelTimestamp InitRDTimestamp InitRDTimestampMonotonic UserspaceTimestamp \
    UserspaceTimestampMonotonic FirmwareTimestampMonotonic LoaderTimestampMonotonic SoftRebootsCount KexecsCount \
    PreviousShutdownStartTimestamp PreviousShutdownFinishTimestamp PreviousShutdownLateFinishTimestamp; do
    # Of a D-Bus value such as t 17 or s "257.6" the type is left out; one that is older has some not.
    # shellcheck disable=SC2086
    value=$(busctl get-property $manager "$name") && echo "$name ${value#* }"
  done
  for target in kexec reboot poweroff halt; do
    [ -z "$(journalctl -b -1 -q -n 1 -o cat -u "$target.target")" ] || echo "PreviousTarget $target"
  done
  journalctl -b -1 -q -n 1 -o short-unix | sed -n 's/^\([0-9.]*\) .*/PreviousJournalEnd \1/p'
}

# counted NAME COMMAND: equal lines of what it prints, counted, as NAME.
counted() { "$2" 2>/dev/null | sort | uniq -c >"$dir/$1"; }

: >"$dir/MISSING"
release=$(uname -r)
flavour=${release##*-} # Alpine's 6.6.30-0-lts boots vmlinuz-lts
echo "$release" >"$dir/release"; uname -m >"$dir/machine"
PATH=$PATH:/usr/sbin:/sbin kexec --version >"$dir/kexec-version" 2>/dev/null || rm -f "$dir/kexec-version"
for file in meminfo buddyinfo pagetypeinfo zoneinfo; do keep "/proc/$file" cat; done
keep /proc/cmdline parameters
keep /proc/cpuinfo sed -e '1,/^$/b' -e '/^processor/!d' # the first CPU, and how many there are
keep /proc/iomem grep -E 'System RAM|[Rr]eserved|Crash kernel'
node=/sys/devices/system/node
cpu=/sys/devices/system/cpu
ima=/sys/kernel/security/ima/binary_runtime_measurements
for file in "$cpu/online" "$cpu"/cpu0/cpufreq/scaling_[cdg]* "$cpu"/cpu0/cpufreq/cpuinfo_m* "$cpu"/*_pstate/status \
  /sys/module/nvme_core/parameters/shutdown_timeout /sys/kernel/security/ima/runtime_measurements_count \
  /proc/sys/kernel/bootloader_type "$node"/node*/meminfo "$node"/node*/distance /proc/device-tree/reserved-memory/*/linux,cma-default \
  "$node"/node*/access0/initiators/*_bandwidth "$node"/node*/access0/initiators/*_latency \
  /sys/kernel/mm/cma/*/* /sys/kernel/debug/cma/*/[!af]* /sys/kernel/kexec_* /sys/hypervisor/type /sys/class/dmi/id/sys_vendor \
  /sys/module/page_reporting/parameters/* /sys/bus/virtio/devices/*/[df]e* /proc/device-tree/compatible /proc/device-tree/hypervisor/compatible /sys/class/dmi/id/product_name; do
  [ -d "$file" ] || keep "$file" cat
done
if [ -d /sys/bus ]; then counted devices devices; counted disks disks; else echo "devices: none" >>"$dir/MISSING"; fi
if [ -d /sys/bus/event_source/devices ]; then find /sys/bus/event_source/devices/* -prune | wc -l >"$dir/pmus"; fi
if [ -r "$ima" ]; then wc -c <"$ima" >"$dir/ima-size"; else echo "ima-size: not readable" >>"$dir/MISSING"; fi
boots >"$dir/boots" 2>/dev/null
# arm64: kexec_file_load(2) leaves a mark in the device tree it hands over; x86 has bootloader_type.
if [ -e /proc/device-tree/chosen/linux,booted-from-kexec ]; then echo yes >"$dir/booted-from-kexec"
elif [ -r /sys/firmware/fdt ]; then
  if grep -q linux,booted-from-kexec /sys/firmware/fdt; then echo yes; else echo no; fi >"$dir/booted-from-kexec"
fi
dmesg 2>/dev/null | grep -E '(^|[^_])cma: (Reserved|Failed)|hugetlb_cma: reserved' >"$dir/dmesg-cma"
for index in /sys/devices/system/cpu/cpu0/cache/index*; do
  for file in level type size ways_of_associativity shared_cpu_list; do keep "$index/$file" cat; done
done
if [ -r "/boot/config-$release" ]; then cat "/boot/config-$release" >"$dir/config"
elif [ -r /proc/config.gz ]; then cat /proc/config.gz >"$dir/config.gz"
else echo "kernel config: none readable" >>"$dir/MISSING"; fi

find_first initrd "/boot/initrd.img-$release" "/boot/initramfs-$release.img" "/boot/initrd-$release" \
  "/boot/initramfs-$release" "/usr/lib/modules/$release/initrd" \
  "/boot/initramfs-$flavour.img" "/boot/initramfs-$flavour"
find_first kernel "/boot/vmlinuz-$release" "/boot/Image-$release" "/boot/kernel-$release" \
  "/usr/lib/modules/$release/vmlinuz" "/lib/modules/$release/vmlinuz" "/boot/vmlinuz-$flavour"
# Header and end of the unpacked image: its sizes stand there.
if { gzip -dc <"$found" || cat <"$found"; } >"$dir/image" 2>/dev/null; then
  wc -c <"$dir/image" >"$dir/kernel-size"
  dd if="$dir/image" of="$dir/kernel-head" bs=65536 count=1 2>/dev/null
  tail -c 524288 "$dir/image" >"$dir/kernel-tail"
elif [ -n "$found" ]; then echo "$found: not readable" >>"$dir/MISSING"; fi
rm -f "$dir/image"

cd "$dir" || exit 1
# busybox tar knows no --owner; others need not tell who ran this.
if tar --owner=0 --group=0 -cf /dev/null MISSING 2>/dev/null; then tar --owner=0 --group=0 -cf - .
else tar -cf - .; fi
