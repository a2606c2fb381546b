#!/usr/bin/env bash
# The shape of the sources, checked: includes.sh [ROOT]
# - rings include inward only: api -> service -> knowledge
# - each third-party library stays in the folders that it was let into
# - no source over 500 lines, no test over 800
# - every .cpp is listed by name in a CMakeLists.txt above it
set -euo pipefail

root=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
cd "$root"
failures=0

fail() {
  printf '%s\n' "$*" >&2
  failures=$((failures + 1))
}

# sources FOLDER...: C++ files below the folders that exist
sources() {
  local folder
  for folder in "$@"; do
    if [ -d "$folder" ]; then find "$folder" -type f \( -name '*.h' -o -name '*.cpp' \); fi
  done | LC_ALL=C sort
}

# refuse MESSAGE REGEX FILE...: no line of the files matches
refuse() {
  local message=$1 regex=$2 found
  shift 2
  [ $# -gt 0 ] || return 0
  while IFS= read -r found; do
    fail "$found: $message"
  done < <(grep -HnE "$regex" "$@" || true)
}

# inward RING OUTER...: files of the ring include none of the outer rings
inward() {
  local ring=$1 outer files
  shift
  mapfile -t files < <(sources "$ring")
  for outer in "$@"; do
    refuse "$ring may not include $outer" "^[[:space:]]*#[[:space:]]*include[[:space:]]*[\"<]$outer/" "${files[@]}"
  done
}

# only_in HEADER-REGEX FOLDER...: the header is included below these folders only
only_in() {
  local header=$1 file folder files=()
  shift
  while IFS= read -r file; do
    for folder in "$@"; do
      case $file in "$folder"/*) continue 2 ;; esac
    done
    files+=("$file")
  done < <(sources knowledge service api tests)
  refuse "$header may be included in $* only" "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$header" "${files[@]}"
}

# at_most LINES FOLDER...
at_most() {
  local limit=$1 file lines
  shift
  while IFS= read -r file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt "$limit" ]; then fail "$file: $lines lines, at most $limit are allowed"; fi
  done < <(sources "$@")
}

# Whether some CMakeLists.txt above the file names it, relative to itself; without the extension where a function of the
# CMakeLists.txt beside it adds that.
is_listed() {
  local file=$1 folder names
  folder=$(dirname "$file")
  while true; do
    if [ -f "$folder/CMakeLists.txt" ]; then
      names=$(tr '[:space:]()' '\n' <"$folder/CMakeLists.txt")
      if grep -qxF -e "${file#"$folder"/}" -e "$(basename "$file" .cpp)" <<<"$names"; then return 0; fi
    fi
    [ "$folder" != . ] || return 1
    folder=$(dirname "$folder")
  done
}

inward knowledge service api tests
inward service api tests
inward api tests

only_in 'httplib\.h' api/http tests/http
only_in 'nlohmann/' api/codec tests
only_in 'sqlite3\.h' service/storage
only_in 'sodium\.h' knowledge service/sites service/curation
only_in 'toml\+\+/' knowledge
only_in 'cmark-gfm' knowledge
only_in 'unicode/' service/language
only_in 'libstemmer\.h' service/language
only_in 'doctest/' tests
only_in 'rapidcheck' tests

at_most 500 knowledge service api
at_most 800 tests

while IFS= read -r file; do
  case $file in *.cpp) is_listed "$file" || fail "$file: is not listed in a CMakeLists.txt" ;; esac
done < <(sources knowledge service api tests)

if [ "$failures" -gt 0 ]; then
  printf '%d faults of structure\n' "$failures" >&2
  exit 1
fi
