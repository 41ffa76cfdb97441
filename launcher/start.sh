# How Java is started: its flags, one jar of ours, and an archive of classes that are ready to use (decision 0022).

java_flags=(--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders
  -XX:MaxRAMPercentage=50)
# Only for nodes, whose start counts. The web library lists all locales when it starts, and nothing here is written in
# any of them; methods are compiled after four times as many calls, since most of a start runs a few times only.
serve_flags=(-Djava.locale.providers=SPI -XX:CompileThresholdScaling=4)

# The libraries, without the folders of our own classes, which are all in the jar.
libraries() {
  tr ':' '\n' <"$home/app/target/classpath" | grep -v "^$home/" | paste -sd: -
}

# Packs what was built into one jar: an archive can be made of jars only. Whoever runs the old jar keeps it.
pack_if_stale() {
  local jar=$home/target/attune.jar stamp fresh=yes folders=() folder
  for stamp in built pages; do
    [ ! "$home/target/$stamp" -nt "$jar" ] || fresh=
  done
  if [ -n "$fresh" ] && [ -f "$jar" ]; then return 0; fi
  for folder in "$home"/app/target/classes $(tr ':' '\n' <"$home/app/target/classpath" | grep "^$home/.*/classes$"); do
    [ ! -d "$folder" ] || folders+=(-C "$folder" .)
  done
  rm -rf "$home/target/ready"
  mkdir -p "$home/target/ready"
  "$JAVA_HOME/bin/jar" --create --no-compress --file "$jar.$$" "${folders[@]}"
  mv "$jar.$$" "$jar"
  unpack_native
}

# SQLite's library as a file of its own; otherwise each start copies it out of its jar and checks the copy.
unpack_native() {
  local jar place system
  jar=$(libraries | tr ':' '\n' | grep '/sqlite-jdbc-') || return 0
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) system=Linux/x86_64 ;;
    Linux-aarch64) system=Linux/aarch64 ;;
    *) return 0 ;;
  esac
  [ "$system" != Linux/x86_64 ] || [ ! -e /lib/ld-musl-x86_64.so.1 ] || return 0
  place=$home/target/ready/native
  mkdir -p "$place"
  (cd "$place" && "$JAVA_HOME/bin/jar" --extract --file "$jar" "org/sqlite/native/$system/libsqlitejdbc.so") || return 0
  mv "$place/org/sqlite/native/$system/libsqlitejdbc.so" "$place/"
  rm -rf "$place/org"
}

# Sets start to all that comes between java and our own arguments.
choose_start() {
  start=("${java_flags[@]}")
  [ "$1" != serve ] || start+=("${serve_flags[@]}")
  [ ! -f "$home/target/ready/native/libsqlitejdbc.so" ] || start+=("-Dorg.sqlite.lib.path=$home/target/ready/native")
  start+=(-cp "$home/target/attune.jar:$(libraries)")
}

# The archive for this jar and this Java; another of either has another name, and the old one is gone with the jar.
archive() {
  echo "$home/target/ready/$(cksum <"$JAVA_HOME/release" | cut -d' ' -f1).jsa"
}

# Serves an empty folder once, for the archive of the classes that this needs: some seconds of CPU, at the lowest
# priority, at most a minute. It is put in place whole or not at all.
rehearse() {
  local to made
  to=$(archive)
  made=$(mktemp -d "$home/target/rehearsal.XXXXXX") || return 0
  choose_start serve
  if timeout 60 nice -n 19 "$JAVA_HOME/bin/java" -XX:ArchiveClassesAtExit="$made/classes.jsa" "${start[@]}" \
    attune.app.command.Main serve --rehearse --folder "$made/community" --port 0 >"$made/told" 2>&1; then
    mv "$made/classes.jsa" "$to" 2>/dev/null || true
  else
    cp "$made/told" "$home/target/rehearsal.log" 2>/dev/null || true
  fi
  rm -rf "$made"
}

# Puts the archive to use if there is one, else makes one beside this run for the next. Never in the way: a file that
# does not fit is ignored by Java, and ATTUNE_START=plain leaves it out.
choose_archive() {
  [ "$1" = serve ] && [ "${ATTUNE_START-}" != plain ] || return 0
  local file
  file=$(archive)
  if [ -f "$file" ]; then
    start=(-XX:SharedArchiveFile="$file" -Xlog:cds=off -Xlog:aot=off "${start[@]}")
  elif mkdir "$home/target/ready/making" 2>/dev/null; then
    (trap 'rmdir "$home/target/ready/making"' EXIT && rehearse) </dev/null >/dev/null 2>&1 &
    disown
  fi
}
