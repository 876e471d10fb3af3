# What takes long to install, beside us in one run; so it is asked for by name only: Strapi (minutes and 700 MB), PostgreSQL.

# Neither it nor what it depends on is locked: the versions are those that stood on this day.
strapi_before=2026-11-15

install_strapi() {
  local folder=build/peers/strapi
  mkdir -p "$folder"
  cp tests/peers/strapi/package.json "$folder"
  [ -e "$folder/installed" ] && [ ! "$folder/package.json" -nt "$folder/installed" ] && return
  (
    cd "$folder"
    npm install --silent --no-audit --no-fund --ignore-scripts --omit=dev --before="$strapi_before" >&2
    # Its binary, built against the headers that came with this Node.
    npm rebuild --silent --build-from-source --nodedir="$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")" \
      better-sqlite3 >&2
    touch installed
  )
}

run_suite() {
  build native qudao names_peer
  install_packages postgresql
  check "names beside PostgreSQL and SQLite" node tests/peers/names/measure.mjs
  install_strapi
  check "Strapi's creates" node tests/peers/strapi/measure.mjs build/peers/strapi
  check "our submissions" bash tests/bench/submissions/run.sh
  node tests/bench/table.mjs
}
