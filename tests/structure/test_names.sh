#!/usr/bin/env bash
# No test's name holds a semicolon: CMake takes it for the end of the name, and ctest then runs nothing and calls it
# passed. Argument: the tree.
set -euo pipefail

cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"
if grep -rnE '(TEST_CASE|TEST_CASE_FIXTURE|SCENARIO)\(.*"[^"]*;' --include='*.cpp' tests; then
  echo 'a semicolon in the name of a test' >&2
  exit 1
fi
