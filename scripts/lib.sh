# shellcheck shell=bash
# What scripts/run and scripts/test share: installing what is missing, building. Sourced, not run.

set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# shellcheck disable=SC2034  # used by the scripts that source this file
build_packages=(
  g++ cmake ninja-build ccache pkg-config ca-certificates xz-utils dpkg-dev
  libicu-dev libstemmer-dev libsqlite3-dev libsodium-dev libfmt-dev libcld2-dev libcmark-gfm-dev
  libtomlplusplus-dev libcli11-dev nlohmann-json3-dev
)
# shellcheck disable=SC2034
test_packages=(doctest-dev librapidcheck-dev curl)

say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $*"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "installing packages needs root: run as root, or install sudo"
  fi
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_packages NAME...: installs those that are missing; touches nothing when none is.
install_packages() {
  command -v dpkg-query >/dev/null || die "this script installs Debian packages; it needs Debian 12 or 13"
  local missing=() name
  for name in "$@"; do
    is_installed "$name" || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update ||
    die "apt-get update failed: check the network and /etc/apt/sources.list*"
  if as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null; then
    return 0
  fi
  for name in "${missing[@]}"; do
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends "$name" >/dev/null ||
      die "the package $name could not be installed: see the message above; on Debian 12 and 13 it is in main"
  done
}

# The Node that the web build and its tests need, first in PATH: the machine's own where it is new enough, else the one of
# the npm package that scripts/node pins.
node_is_new_enough() {
  command -v node >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

install_node() {
  local own=$project/scripts/node/node_modules/.bin
  if ! node_is_new_enough && [ -x "$own/node" ]; then export PATH=$own:$PATH; fi
  command -v npm >/dev/null || install_packages npm
  if ! node_is_new_enough; then
    say "installing Node from npm"
    (cd "$project/scripts/node" && npm ci --silent --no-audit --no-fund --ignore-scripts) ||
      die "npm ci failed in scripts/node: check the network and npm's registry setting"
    local binary
    binary=$(find "$project/scripts/node/node_modules" -path '*/node-linux-*/bin/node' | head -n 1)
    [ -n "$binary" ] || die "npm has no Node for this machine's processor; install Node 20.19 or newer"
    mkdir -p "$own"
    ln -sf "$binary" "$own/node"
    export PATH=$own:$PATH
    node_is_new_enough || die "the Node from npm does not run here; install Node 20.19 or newer"
  fi
}

# npm_folder FOLDER: what its lockfile says, installed once.
npm_folder() {
  local folder=$project/$1
  [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] || return 0
  (cd "$folder" && npm ci --silent --no-audit --no-fund) || die "npm ci failed in $1"
  touch "$folder/node_modules/.package-lock.json"
}

# build PRESET [CMAKE ARGUMENT...]
build() {
  local preset=$1
  shift
  # One cache serves every checkout: paths below the project are made relative.
  export CCACHE_BASEDIR=$project CCACHE_NOHASHDIR=1
  "$project/scripts/install-httplib"
  cd "$project"
  if [ ! -f "build/$preset/build.ninja" ] || [ $# -gt 0 ]; then
    cmake --preset "$preset" "$@" >/dev/null
  fi
  cmake --build --preset "$preset"
}
