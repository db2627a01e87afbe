#!/usr/bin/env bash
# `test/steady.sh [RUNS]` (10 unless said): `npm test` again and again on one core, with two busy loops that take two thirds of it.
# Prints a table for docs/reliability.md; exit code 1 when a run failed. Linux only (taskset). The loops end with this script.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
runs=${1:-10}
log=$(mktemp)
loops=()
trap 'kill "${loops[@]}" 2>/dev/null; rm -f "$log"' EXIT
for _ in 1 2; do
  taskset -c 0 sh -c 'while :; do :; done' &
  loops+=($!)
done

failed=0
echo "| run | passed | failed | seconds | processor seconds |"
echo "|---|---|---|---|---|"
for run in $(seq 1 "$runs"); do
  started=$SECONDS
  TIMEFORMAT='%U %S'
  cpu=$({ time NO_COLOR=1 taskset -c 0 npm test >"$log" 2>&1; } 2>&1)
  count() { sed -nE "s/^ *Tests .*[^0-9]([0-9]+) $1.*/\1/p" "$log" | tail -1; }
  passed=$(count passed)
  wrong=$(count failed)
  echo "| $run | ${passed:-0} | ${wrong:-0} | $((SECONDS - started)) | $(awk '{ print int($1 + $2) }' <<<"$cpu") |"
  if [ -z "$passed" ] || [ -n "$wrong" ] || grep -qE '^ *(Test Files|Errors) .*(failed|error)' "$log"; then
    failed=1
    grep -E 'FAIL|Error:' "$log" | head -20 >&2
  fi
done
exit "$failed"
