#!/usr/bin/env bash
# Sows known bugs one by one into a copy of the working tree's HEAD and shows which seed of the simulation finds each.
# Usage: tests/sown-bugs.sh [SEEDS] [NAME...]   e.g. tests/sown-bugs.sh 200 01-lost-clock
set -euo pipefail
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
seeds=${1:-200}
shift || true
copy=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$copy"' EXIT
git -C "$root" worktree add --quiet --detach "$copy" HEAD
simulation=tests/SmarketingHub.Engine.Tests
missed=0
for patch in "$copy/$simulation"/Simulation/sown/*.patch; do
    name=$(basename "$patch" .patch)
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
    echo "$name: $(head -1 "$patch")"
    if ! patch --directory="$copy" --strip=1 --fuzz=3 --quiet --no-backup-if-mismatch <"$patch"; then
        echo "    DOES NOT APPLY any more: sow it anew"
        missed=$((missed + 1))
        git -C "$copy" checkout --quiet -- src
        continue
    fi
    dotnet build "$copy/$simulation" -v q -nologo >"$copy/build.log" 2>&1 || { cat "$copy/build.log"; exit 1; }
    if "$copy/$simulation/bin/Debug/net10.0/SmarketingHub.Engine.Tests" simulate --seeds "$seeds" --stop >"$copy/run.log" 2>&1; then
        echo "    NOT FOUND in $seeds seeds"
        missed=$((missed + 1))
    else
        echo "    $(grep -m 1 '^Seed ' "$copy/run.log")"
        echo "    $(grep -m 1 -A 1 '^Seed ' "$copy/run.log" | tail -1 | cut -c 1-200)"
    fi
    git -C "$copy" checkout --quiet -- src
done
exit "$missed"
