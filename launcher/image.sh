# Builds a container image without a daemon, a base image or a download: a Java runtime of the modules we need, the few
# files of the C library it asks for, our jar and its libraries, as one archive in the OCI layout (decision 0030).

image_modules=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,jdk.crypto.ec
image_modules+=,jdk.incubator.vector,jdk.management,jdk.unsupported
# A number, since nothing in the image knows names; it owns /data and nothing else.
image_user=65532

image_command() {
  require_java
  build_if_stale
  pack_if_stale
  [ "$(uname -s)" = Linux ] || { echo "An image is built on Linux, whose C library it takes along." >&2 && exit 3; }
  local place=$home/target/image
  rm -rf "$place"
  mkdir -p "$place/root/data" "$place/root/app/lib" "$place/root/proc" "$place/root/tmp" "$place/root/etc"
  echo "Java runtime ..." >&2
  image_runtime "$place/root"
  image_libc "$place/root"
  image_app "$place/root"
  echo "Layer ..." >&2
  image_layout "$place"
  echo "$place/attune-$(version).tar, $(du -m "$place/attune-$(version).tar" | cut -f1) MB;" \
    "$(du -sm "$place/root" | cut -f1) MB unpacked"
}

version() {
  sed -n 's/^  <version>\(.*\)<\/version>/\1/p' "$home/pom.xml"
}

image_runtime() {
  "$JAVA_HOME/bin/jlink" --add-modules "$image_modules" --strip-debug --no-header-files --no-man-pages \
    --compress=zip-6 --output "$1/java" 2>&1 | grep -v 'incubator modules' >&2 || true
  # What Java itself loads at its start, kept ready as in the JDK.
  "$1/java/bin/java" -XX:+UseCompactObjectHeaders -Xshare:dump >/dev/null 2>&1
}

# The dynamic loader and the libraries that the runtime and SQLite name, at the places they name them by.
image_libc() {
  local file
  for file in $(find "$1/java" "$home/target/ready/native" -name '*.so' -o -path '*/bin/java' | xargs ldd 2>/dev/null \
    | grep -o '/[^ ]*\.so[^ ]*' | grep -v "^$1" | grep -v "^$home" | sort -u); do
    mkdir -p "$1$(dirname "$file")"
    cp -L "$file" "$1$file"
  done
  printf 'attune:x:%s:%s:Attune:/data:/none\n' "$image_user" "$image_user" >"$1/etc/passwd"
}

image_app() {
  local file
  cp "$home/target/attune.jar" "$1/app/"
  for file in $(libraries | tr ':' '\n'); do cp "$file" "$1/app/lib/"; done
  cp "$home/target/ready/native/libsqlitejdbc.so" "$1/app/"
  cp "$home/LICENSE" "$home/NOTICE" "$1/app/"
  choose_start bill
  ATTUNE_HOME=$home "$JAVA_HOME/bin/java" "${start[@]}" attune.app.command.Main bill \
    >"$1/app/attune.cdx.json" 2>/dev/null
}

# The command inside the image, one word a line. No file of the runtime's statistics, since / is read-only.
image_words() {
  printf '%s\n' /java/bin/java "${java_flags[@]}" "${serve_flags[@]}" -XX:-UsePerfData -Djava.io.tmpdir=/data \
    -Dorg.sqlite.lib.path=/app -cp "/app/attune.jar:$(cd "$home/target/image/root" && printf '/%s\n' app/lib/*.jar \
    | paste -sd: -)" attune.app.command.Main
}

quoted() {
  sed 's/.*/"&"/' | paste -sd, -
}

# A blob lies under its digest. Answers `digest size`.
image_blob() {
  local digest
  digest=$(sha256sum <"$1" | cut -d' ' -f1)
  mkdir -p "$2/blobs/sha256"
  mv "$1" "$2/blobs/sha256/$digest"
  echo "sha256:$digest $(stat -c %s "$2/blobs/sha256/$digest")"
}

# The same files give the same archive: sorted, of one time, owned by root except for /data.
image_layout() {
  local place=$1 layout=$1/layout layer config manifest diff
  mkdir -p "$layout"
  (cd "$place/root" && tar --create --file "$place/layer.tar" --sort=name --mtime=@0 --owner=0 --group=0 \
    --numeric-owner --mode=u+rw,go=u-w --exclude=./data . \
    && tar --append --file "$place/layer.tar" --sort=name --mtime=@0 --owner=$image_user --group=$image_user \
      --numeric-owner --mode=0700 ./data)
  diff=$(sha256sum <"$place/layer.tar" | cut -d' ' -f1)
  gzip --no-name -6 "$place/layer.tar"
  layer=$(image_blob "$place/layer.tar.gz" "$layout")
  cat >"$place/config.json" <<TEXT
{"architecture":"$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')","os":"linux","config":{
"User":"$image_user:$image_user","WorkingDir":"/data","ExposedPorts":{"8080/tcp":{}},"Volumes":{"/data":{}},
"StopSignal":"SIGTERM","Env":["SQLITE_TMPDIR=/data"],"Entrypoint":[$(image_words | quoted)],
"Cmd":["serve","--folder","/data/community","--host","0.0.0.0","--open-to-network"],
"Healthcheck":{"Test":["CMD","/java/bin/java","-XX:TieredStopAtLevel=1","-XX:-UsePerfData","-Xmx16m","-cp",
"/app/attune.jar","attune.app.command.HealthProbe"],"Interval":30000000000,"Timeout":10000000000,"Retries":3},
"Labels":{"org.opencontainers.image.title":"Attune","org.opencontainers.image.version":"$(version)",
"org.opencontainers.image.licenses":"Apache-2.0"}},
"rootfs":{"type":"layers","diff_ids":["sha256:$diff"]}}
TEXT
  config=$(image_blob "$place/config.json" "$layout")
  cat >"$place/manifest.json" <<TEXT
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"${config% *}","size":${config#* }},
"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"${layer% *}","size":${layer#* }}]}
TEXT
  manifest=$(image_blob "$place/manifest.json" "$layout")
  cat >"$layout/index.json" <<TEXT
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"${manifest% *}","size":${manifest#* },
"annotations":{"org.opencontainers.image.ref.name":"attune:$(version)"}}]}
TEXT
  echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
  tar --create --file "$place/attune-$(version).tar" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
    -C "$layout" oci-layout index.json blobs
}
