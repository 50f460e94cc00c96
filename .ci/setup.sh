# SPDX-License-Identifier: Apache-2.0
# Sourced by ./run and ./test: installs what a bare Debian 12 lacks, and says so before it does.

readonly build_packages=(
  g++ cmake ninja-build ccache pkg-config git ca-certificates
  libhyperscan-dev nlohmann-json3-dev libicu-dev libcli11-dev libzstd-dev libxxhash-dev libgtest-dev libsimdjson-dev libpsl-dev nettle-dev
  libssl-dev libcurl4-openssl-dev)
readonly run_packages=(nodejs npm chromium fonts-dejavu-core fonts-noto-cjk)
readonly test_packages=(
  clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev lld-14 libbenchmark-dev firefox-esr openssl procps
  liblinear-tools strace e2fsprogs nginx-light faketime)
# Other engines to compare with, a web server and what asks it (bench/README.md).
readonly bench_packages=(libbenchmark-dev libre2-dev libpcre2-dev zlib1g-dev nginx-light wrk)

say() { printf '\n== %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local package
  for package in "$@"; do
    # A Node.js from elsewhere serves as well as Debian's.
    case $package in nodejs) command -v node >/dev/null && continue ;; npm) command -v npm >/dev/null && continue ;; esac
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# need PACKAGE…: installs those that are missing.
need() {
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "these packages are needed, and only Debian's are installed automatically:" $missing >&2
    return 1
  fi
  say "installing" $missing
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# The browsers are Debian's: no test tool downloads one of its own.
need_node_modules() {
  if [ node_modules/.package-lock.json -nt package-lock.json ]; then return 0; fi
  say "installing the JavaScript tools of the lock file"
  PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
}

# build PRESET [TARGET…]
build() {
  local preset=$1
  shift
  say "building $preset"
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
