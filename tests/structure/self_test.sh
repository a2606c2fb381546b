#!/usr/bin/env bash
# The checks of this folder find what they are for: each is given a small tree with one fault and must refuse it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

# expect TEXT COMMAND...: the command fails and says TEXT
expect() {
  local text=$1 said
  shift
  if said=$("$@" 2>&1); then
    printf 'not refused: %s\n' "$text" >&2
    exit 1
  fi
  case $said in
    *"$text"*) ;;
    *)
      printf 'expected "%s", got: %s\n' "$text" "$said" >&2
      exit 1
      ;;
  esac
}

# A good tree with one more file: with FILE TEXT
with() {
  rm -rf "${tree:?}"/*
  mkdir -p "$tree"/{knowledge,service/language,api/http,tests,docs}
  printf 'a.cpp\n' >"$tree/knowledge/CMakeLists.txt"
  printf '#include "knowledge/a.h"\n' >"$tree/knowledge/a.cpp"
  printf '#include <unicode/uchar.h>\n#include "knowledge/a.h"\n' >"$tree/service/language/a.h"
  printf '#include <httplib.h>\n#include "service/a.h"\n' >"$tree/api/http/a.h"
  if [ $# -gt 0 ]; then printf '%b' "$2" >"$tree/$1"; fi
}

with
"$here/includes.sh" "$tree"
with knowledge/b.h '#include "service/a.h"\n'
expect 'knowledge/b.h:1:#include "service/a.h": knowledge may not include service' "$here/includes.sh" "$tree"
with service/b.h '\n#include "api/http/a.h"\n'
expect 'service may not include api' "$here/includes.sh" "$tree"
with api/b.h '#include <httplib.h>\n'
expect 'may be included in api/http tests/http only' "$here/includes.sh" "$tree"
with service/b.h '#  include <nlohmann/json.hpp>\n'
expect 'may be included in api/codec tests only' "$here/includes.sh" "$tree"
with service/b.h '#include <sqlite3.h>\n'
expect 'may be included in service/storage only' "$here/includes.sh" "$tree"
with service/b.h '#include <unicode/uchar.h>\n'
expect 'may be included in service/language only' "$here/includes.sh" "$tree"
with knowledge/b.cpp ''
expect 'knowledge/b.cpp: is not listed' "$here/includes.sh" "$tree"
with api/long.h "$(printf '\\n%.0s' {1..501})"
expect '501 lines, at most 500' "$here/includes.sh" "$tree"

with tests/b.cpp 'TEST_CASE("one; two") {}\n'
expect 'a semicolon in the name of a test' "$here/test_names.sh" "$tree"

coverage() {
  with
  mkdir -p "$tree/knowledge/content/en/passages/t"
  : >"$tree/knowledge/content/en/passages/t/p.md"
  for ((i = 1; i <= 127; i++)); do printf '| %d | what | t/p, t/p | |\n' "$i"; done >"$tree/docs/seed-coverage.md"
}

coverage
"$here/seed_coverage.sh" "$tree"
sed -i '/^| 5 /d' "$tree/docs/seed-coverage.md"
expect 'item 5: has no row' "$here/seed_coverage.sh" "$tree"
coverage
printf '| 7 | what | | why |\n' >>"$tree/docs/seed-coverage.md"
expect 'item 7: has two rows' "$here/seed_coverage.sh" "$tree"
coverage
sed -i 's/^| 9 .*/| 9 | what | t\/q | |/' "$tree/docs/seed-coverage.md"
expect 'item 9: there is no passage t/q' "$here/seed_coverage.sh" "$tree"
coverage
sed -i 's/^| 9 .*/| 9 | what | | |/' "$tree/docs/seed-coverage.md"
expect 'item 9: neither a passage nor a reason' "$here/seed_coverage.sh" "$tree"
