# Runs checks: all, the quick ones, one lane, or one tag. Ends with one plain line: N passed, N failed.

test_command() {
  case "${1-}" in
    "") test_all ;;
    --quick) test_quick ;;
    --lane) [ $# -ge 2 ] && test_lane "$2" || list_lanes ;;
    --tagged) [ $# -ge 2 ] || misunderstood "--tagged needs a tag."
      test_tagged "$2" ;;
    --help | -h) usage ;;
    *) misunderstood "test does not know '$1'; it knows --quick, --lane <name> and --tagged <tag>." ;;
  esac
}

test_all() {
  run_tests verify
}

test_quick() {
  run_tests test -Dattune.leave.out=slow -Djacoco.skip
}

test_tagged() {
  run_tests test "-Dgroups=$1" -DexcludedGroups=none -Djacoco.skip
}

#   run_tests <phase> <arguments ...>
run_tests() {
  local status=0
  require_java
  require_maven
  choose_pages
  lock_build
  say_missing_pages
  rm -rf "$home"/*/target/surefire-reports
  touch "$home/target/started"
  maven_quietly "$home/target/test.log" -T2 -fae "$@" ${pages[@]+"${pages[@]}"} || status=1
  # Jars of this run stand in the class path now; the next command writes the list again.
  rm -f "$home/target/built"
  [ "$status" -ne 0 ] || [ ${#pages[@]} -eq 0 ] || cp -p "$home/target/started" "$home/target/pages"
  unlock_build
  say_coverage "$1"
  say_result "$status"
}

# Adds up Surefire's reports. A skipped test counts as a failure: a check that did not run proves nothing.
say_result() {
  local passed failed skipped
  read -r passed failed skipped < <(find "$home"/*/target/surefire-reports -name 'TEST-*.xml' 2>/dev/null \
    -exec sed -n '/<testsuite /p' {} + | awk '
      function of(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
      { all += of("tests"); bad += of("errors") + of("failures"); left += of("skipped") }
      END { print all - bad - left, bad + 0, left + 0 }')
  [ "$skipped" -eq 0 ] || echo "$skipped skipped, which is not allowed: give the test a tag and a lane instead."
  [ "$1" -eq 0 ] || [ "$failed" -ne 0 ] || echo "The build itself failed; see above."
  echo "$passed passed, $failed failed"
  if [ "$1" -ne 0 ] || [ "$failed" -ne 0 ] || [ "$skipped" -ne 0 ]; then exit 1; fi
  if [ "$passed" -eq 0 ]; then
    echo "No test ran."
    exit 3
  fi
}

say_coverage() {
  local table="$home/app/target/site/jacoco-aggregate/jacoco.csv"
  [ "$1" = verify ] && [ "$table" -nt "$home/target/started" ] || return 0
  awk -F, 'NR > 1 { missed += $8; covered += $9 }
    END { if (missed + covered) printf "Coverage: %.0f %% of %d lines (app/target/site/jacoco-aggregate/index.html)\n",
      100 * covered / (missed + covered), missed + covered }' "$table"
}

# A lane is an executable file lanes/<name> with two comment lines, "# lane: what it shows" and "# budget: N min".
# It exits with 0 passed, 1 failed, 3 not run (and says why).
lane_names() {
  local file
  for file in "$home"/lanes/*; do
    [ ! -x "$file" ] || [ -d "$file" ] || basename "$file"
  done
}

lane_note() {
  sed -n "s/^# $2: *//p" "$home/lanes/$1" | head -n 1
}

list_lanes() {
  local name
  for name in $(lane_names); do
    printf '  %-10s %7s  %s\n' "$name" "$(lane_note "$name" budget)" "$(lane_note "$name" lane)"
  done
}

test_lane() {
  local name=$1 minutes status=0
  if [ ! -x "$home/lanes/$name" ]; then
    echo "attune: there is no lane '$name'. These exist:" >&2
    list_lanes >&2
    exit 2
  fi
  minutes=$(lane_note "$name" budget)
  minutes=${minutes% min}
  export ATTUNE=$home/attune
  cd "$home"
  if command -v timeout >/dev/null; then
    timeout --kill-after=20s "${minutes}m" "lanes/$name" || status=$?
  else
    "lanes/$name" || status=$?
  fi
  case $status in
    0) echo "lane $name: passed" ;;
    3) echo "lane $name: not run" ;;
    124 | 137) echo "lane $name: failed, its budget of $minutes minutes is over" && status=1 ;;
    *) echo "lane $name: failed" && status=1 ;;
  esac
  exit "$status"
}
