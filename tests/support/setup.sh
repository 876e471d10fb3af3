# Shell functions shared by ./run and ./test: install what is missing, build what is stale. Source it from the top folder.
# Everything is built under build/; nothing outside it is written but Debian packages.

top=$(pwd)
jobs=${QUDAO_JOBS:-$(nproc)}

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else die "root or sudo is needed to install: $*"; fi
}

# A name with alternatives, "a|b", is met by either: Debian 12 keeps an old Boost under the plain name, and tools that
# carry a version in their name differ between the releases.
build_packages() {
  echo "g++ cmake ninja-build ccache git ca-certificates python3 brotli tzdata" \
    "emscripten libsqlite3-dev libsodium-dev libssl-dev libspdlog-dev libcli11-dev" \
    "libcurl4-openssl-dev zlib1g-dev libjemalloc-dev libxlsxwriter-dev libzip-dev libexpat1-dev pkg-config python3-zxcvbn|libdata-password-zxcvbn-perl libboost1.83-dev|libboost1.81-dev"
}

test_packages() {
  echo "catch2 locales nlohmann-json3-dev libre2-dev clang clang-format clang-tidy libclang-rt-14-dev|libclang-rt-19-dev chromium fonts-noto-cjk opensmtpd wrk sqlite3 procps"
}

installed() { # NAME or A|B
  local name
  for name in ${1//|/ }; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' && return
  done
  return 1
}

available() { # NAME or A|B: the first that this release has
  local name
  for name in ${1//|/ }; do
    apt-cache show "$name" >/dev/null 2>&1 && echo "$name" && return
  done
  die "no package called $1 here"
}

install_packages() {
  local missing=() wanted=() package
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing: ${missing[*]}"
  as_root apt-get update -qq
  for package in "${missing[@]}"; do wanted+=("$(available "$package")"); done
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >&2
}

node_is_new_enough() { command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

# Debian 12 has Node 18: a newer one comes from the npm registry as an ordinary package.
provide_node() {
  local own="$top/build/tools/node_modules/node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')/bin"
  [ -x "$own/node" ] && PATH="$own:$PATH"
  if ! node_is_new_enough; then
    command -v npm >/dev/null || install_packages npm
    say "Fetching Node 22"
    mkdir -p build/tools
    npm install --silent --no-fund --no-audit --prefix build/tools "node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')@22.23.3" >&2
    PATH="$own:$PATH"
  elif ! command -v npm >/dev/null; then
    install_packages npm
  fi
  export PATH
  hash -r
  node_is_new_enough || die "Node 20 or newer is needed and could not be had"
}

# stale STAMP PATH…: true when a file below the paths is newer than the stamp.
stale() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name node_modules -o -name dist -o -name test-results \) -prune -o -newer "$stamp" -type f -print -quit 2>/dev/null)" ]
}

# npm_install FOLDER: node_modules as the lock file says; done again only when the lock file changed.
npm_install() {
  local stamp="$top/build/stamps/npm-${1//\//-}"
  mkdir -p "$top/build/stamps"
  if [ ! -d "$1/node_modules" ] || stale "$stamp" "$1/package-lock.json"; then
    say "npm ci in $1"
    (cd "$1" && npm ci --no-fund --no-audit --loglevel=error >&2)
    touch "$stamp"
  fi
}

configure() { # PRESET
  [ -f "build/$1/build.ninja" ] || cmake --preset "$1" -Wno-dev >&2
}

# build PRESET TARGET…
build() {
  local preset=$1
  shift
  configure "$preset"
  # Debian's emscripten finds acorn only with NODE_PATH; the other presets do not care.
  NODE_PATH=/usr/share/nodejs ninja -C "build/$preset" -j "$jobs" "$@" >&2
}

build_wasm_package() {
  npm_install wasm
  if stale build/stamps/wasm-package wasm build/wasm/wasm; then
    (cd wasm && npm run --silent build >&2)
    touch build/stamps/wasm-package
  fi
}

build_web() {
  build_wasm_package
  npm_install web
  if stale build/stamps/web web wasm/dist; then
    say "Building the web app"
    (cd web && npm run --silent build >&2)
    touch build/stamps/web
  fi
}

# Catch2 version 3 is a library that Debian builds for native programs only; the wasm tests compile its source.
provide_catch_source() {
  [ -e /usr/include/catch2/catch_all.hpp ] || return 0
  [ -d build/third_party/catch2 ] && return
  local scratch
  scratch=$(mktemp -d)
  # A release has its sources in one of these three places.
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } | sed 's/^deb /deb-src /' >"$scratch/all.list"
  { cat /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } | sed 's/^Types: deb$/Types: deb-src/' >"$scratch/all.sources"
  as_root apt-get -qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$scratch" update
  (cd "$scratch" && apt-get -qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$scratch" source --download-only catch2)
  mkdir -p build/third_party/catch2
  tar xf "$scratch"/catch2_*.orig.tar.* --strip-components=1 -C build/third_party/catch2
  rm -rf "$scratch"
}
