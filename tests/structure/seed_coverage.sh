#!/usr/bin/env bash
# docs/seed-coverage.md has exactly one row for each of the 127 items of the source brief, and each row names passages that exist or
# says why not: seed_coverage.sh [ROOT]
set -euo pipefail

root=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
table=$root/docs/seed-coverage.md
passages=$root/knowledge/content/en/passages
items=127
failures=0
declare -A seen=()

fail() {
  printf '%s\n' "$*" >&2
  failures=$((failures + 1))
}

trim() {
  local text=$1
  text=${text#"${text%%[![:space:]]*}"}
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}

while IFS='|' read -r _ item _ ids note _; do
  item=$(trim "$item")
  [[ $item =~ ^[0-9]+$ ]] || continue
  if [ "$item" -lt 1 ] || [ "$item" -gt "$items" ]; then fail "item $item: there are only $items items"; fi
  if [ -n "${seen[$item]:-}" ]; then fail "item $item: has two rows"; fi
  seen[$item]=1
  ids=$(trim "$ids")
  note=$(trim "$note")
  if [ -z "$ids" ] && [ -z "$note" ]; then fail "item $item: neither a passage nor a reason"; fi
  for id in ${ids//,/ }; do
    if [ ! -f "$passages/$id.md" ]; then fail "item $item: there is no passage $id"; fi
  done
done < <(grep '^|' "$table")

for ((item = 1; item <= items; item++)); do
  if [ -z "${seen[$item]:-}" ]; then fail "item $item: has no row"; fi
done

if [ "$failures" -gt 0 ]; then
  printf '%d faults in docs/seed-coverage.md\n' "$failures" >&2
  exit 1
fi
