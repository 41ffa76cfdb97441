# Finds a JDK, Maven and Node, and says in plain sentences how to get what is missing.

needed_java=25
needed_node=20

# The major version of a JDK, read from its release file: starting java only to ask would cost 50 ms a candidate.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_candidates() {
  local javac
  printf '%s\n' "${JAVA_HOME-}" "${JAVA25_HOME-}" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_25_ARM64-}"
  if javac=$(command -v javac); then
    dirname "$(dirname "$(readlink -f "$javac" 2>/dev/null || echo "$javac")")"
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/java/* \
    "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
}

require_java() {
  local candidate version
  while IFS= read -r candidate; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    if [ "${version:-0}" -ge "$needed_java" ]; then
      export JAVA_HOME=$candidate
      return 0
    fi
  done < <(jdk_candidates)
  cat >&2 <<TEXT
Attune needs a Java development kit, version $needed_java or later, and found none.
  Debian, Ubuntu   install the package temurin-25-jdk or openjdk-25-jdk
  macOS            brew install openjdk@25
  anywhere         unpack a JDK 25 and set JAVA_HOME to its folder
TEXT
  exit 1
}

# Sets maven to a Maven of 3.8 or later, or explains and leaves.
require_maven() {
  local candidate version
  for candidate in "$(command -v mvn || true)" "${MAVEN_HOME-}/bin/mvn" "${M2_HOME-}/bin/mvn"; do
    [ -x "$candidate" ] || continue
    version=$("$candidate" --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
    [ -n "$version" ] || continue
    if [ "${version% *}" -gt 3 ] || [ "${version#* }" -ge 8 ]; then
      maven=$candidate
      return 0
    fi
  done
  cat >&2 <<TEXT
Attune is built with Maven, version 3.8 or later, and found none.
  Debian, Ubuntu   install the package maven
  macOS            brew install maven
  anywhere         unpack Maven and put its bin folder on the PATH
TEXT
  exit 1
}

# True if Node and npm can build the console.
has_node() {
  local version
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge "$needed_node" ]
}
