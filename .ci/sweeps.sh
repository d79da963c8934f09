#!/usr/bin/env bash
# What .ci/slurm and .ci/parallel share; they source it from the top of the checkout, with $study
# (a shipped file) and $replications set.
set -euo pipefail
: "${study:?}" "${replications:?}"
limit=110 # s, for all together
name=$(basename "$study" .json)
tmp=$(mktemp -d)
export TMPDIR=$tmp # where a killed .NET leaves its pipes

# installed PACKAGE...: installs them unless they are.
installed() {
  local state
  state=$(dpkg-query --show --showformat '${db:Status-Status}\n' "$@" 2>/dev/null) || true
  [ "$(grep -cx installed <<<"$state")" -lt $# ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "missing; run as root: apt-get install $*"
    return 1
  fi
  if ! { apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    >"$tmp/install" 2>&1; then
    cat "$tmp/install"
    return 1
  fi
}

sweep() {
  timeout --foreground "$((limit - SECONDS))" \
    .ci/kexecperf sweep "$study" --replications "$replications" "$@"
}

one_process() { sweep --results "$tmp/one" >"$tmp/one.log" 2>&1; }

# same_summary RESULTS: whether it is that of one process, byte for byte.
same_summary() { cmp "$tmp/one/$name/summary.csv" "$1/$name/summary.csv"; }

# nothing_left LOG: whether the sweep that merged had anything to run.
nothing_left() {
  grep -q '^0 simulated kexecs' "$1" || { echo "left to the merge:" && cat "$1" && return 1; }
}
