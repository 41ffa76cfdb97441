# Builds what a command needs, when a source is newer than the last build. The full record lies in target/build.log.

# Anything below the given paths that is newer than a stamp. A folder counts too: deleting a file touches its folder.
newer_than() {
  local stamp=$1
  shift
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$@" -name node_modules -prune -o -name dist -prune -o -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

stale() {
  [ -f "$home/app/target/classpath" ] || return 0
  newer_than "$home/target/built" "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main
}

pages_stale() {
  [ -f "$home/console/web/package.json" ] || return 1
  [ -f "$home/console/target/classes/console/index.html" ] || return 0
  # Single paths, because installing libraries touches the folder itself.
  local web=$home/console/web
  newer_than "$home/target/pages" "$web/src" "$web/public" "$web/index.html" "$web"/*.json "$web"/*.js
}

# npm leaves a copy of the lock file beside what it installed.
libraries_installed() {
  [ "$home/console/web/node_modules/.package-lock.json" -nt "$home/console/web/package-lock.json" ]
}

# Two launchers must not write the same classes at once; the second waits for the first.
lock_build() {
  mkdir -p "$home/target"
  local told=
  until mkdir "$home/target/building" 2>/dev/null; do
    local holder
    holder=$(cat "$home/target/building/pid" 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$home/target/building"
      continue
    fi
    [ -n "$told" ] || echo "Waiting for another build of this folder ..." >&2
    told=yes
    sleep 1
  done
  echo $$ >"$home/target/building/pid"
  trap unlock_build EXIT
}

unlock_build() {
  rm -rf "$home/target/building"
  trap - EXIT
}

# Runs Maven quietly: one line per module, the rest into a log; on failure its errors and the place of the log.
#   maven_quietly <log> <arguments ...>
maven_quietly() {
  local log=$1 status=0
  shift
  mkdir -p "$(dirname "$log")"
  (cd "$home" && "$maven" -B -ntp "$@" 2>&1) | tee "$log" | awk '
    /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ {
      name = $3; sub(/^attune-/, "", name); place = $NF; gsub(/[\[\]]/, "", place); sub("/", " of ", place)
      printf "  %s (%s)\n", name, place; fflush()
    }' >&2 || status=1
  [ "$status" -eq 0 ] || report_errors "$log"
  return "$status"
}

report_errors() {
  echo >&2
  # The compiler's warnings are errors here, but Maven prints them as warnings.
  grep -E '^\[ERROR\]|^\[WARNING\] [^ ]*\.java:' "$1" \
    | grep -vE 'Re-run Maven|To see the full|For more information|After correcting|mvn <args>|\[Help|^\[ERROR\] *$' \
    | sed "s|$home/||g" | awk '!told[$0]++' | cut -c1-240 | head -n 25 >&2 || true
  ! grep -q 'had format violations' "$1" || echo "./attune format puts these files right." >&2
  echo "The whole record is in ${1#"$home"/}." >&2
}

# Sets pages to the arguments that make Maven build the console's pages, or to nothing.
choose_pages() {
  pages=()
  if pages_stale && has_node; then
    pages=(-Dconsole=build)
    ! libraries_installed || pages+=(-Dconsole.installed=true)
  fi
}

# Without Node the rest is still worth having, so the build goes on and says what is missing.
say_missing_pages() {
  if [ ${#pages[@]} -eq 0 ] && pages_stale; then
    echo "Node $needed_node or later was not found, so the console's pages are not built. All else works." >&2
  fi
}

build_if_stale() {
  choose_pages
  [ ${#pages[@]} -gt 0 ] || stale || return 0
  require_maven
  lock_build
  local first=
  [ -f "$home/target/built" ] || first=" (the first time fetches libraries and takes a few minutes)"
  echo "Building$first" >&2
  say_missing_pages
  touch "$home/target/started"
  maven_quietly "$home/target/build.log" -T2 -pl app -am process-classes -Djacoco.skip \
    ${pages[@]+"${pages[@]}"} || exit 1
  built
  unlock_build
}

# Stamps bear the time the build started, so that a file saved meanwhile counts as newer.
built() {
  cp -p "$home/target/started" "$home/target/built"
  [ ${#pages[@]} -eq 0 ] || cp -p "$home/target/started" "$home/target/pages"
}

format_command() {
  require_java
  require_maven
  maven_quietly "$home/target/format.log" -N spotless:apply || exit 1
  echo "Formatted."
}
