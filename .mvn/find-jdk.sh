# Finds a JDK 25 or newer and exports JAVA_HOME; sourced by ./mvnw and ./honeyspam.
# Looks at JAVA_HOME, then at the java on the PATH, then at the usual folders.

honeyspam_jdk_release() { # prints the major version of the JDK in the folder $1, or nothing
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

honeyspam_jdk_fits() { # whether the folder $1 is a JDK that is new enough
  honeyspam_release=$(honeyspam_jdk_release "$1")
  [ -n "$honeyspam_release" ] && [ "$honeyspam_release" -ge 25 ]
}

honeyspam_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && honeyspam_jdk_fits "$JAVA_HOME"; then
    return 0
  fi
  honeyspam_on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$honeyspam_on_path" ]; then
    honeyspam_on_path=$(readlink -f "$honeyspam_on_path" 2>/dev/null || echo "$honeyspam_on_path")
    honeyspam_on_path=${honeyspam_on_path%/bin/java}
    if honeyspam_jdk_fits "$honeyspam_on_path"; then
      JAVA_HOME=$honeyspam_on_path
      export JAVA_HOME
      return 0
    fi
  fi
  # The names of the folders are matched by the shell, which mvnw has told not to.
  case $- in *f*) honeyspam_noglob=1 ;; *) honeyspam_noglob= ;; esac
  set +f
  honeyspam_folder=
  for honeyspam_folder in ${HONEYSPAM_JDK_FOLDERS-/usr/lib/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /usr/local/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*}; do
    if honeyspam_jdk_fits "$honeyspam_folder"; then
      JAVA_HOME=$honeyspam_folder
      export JAVA_HOME
      break
    fi
    honeyspam_folder=
  done
  [ -z "$honeyspam_noglob" ] || set -f
  [ -z "$honeyspam_folder" ] || return 0
  cat >&2 <<'MESSAGE'
HoneySpam needs a JDK 25 or newer, and none was found: not in JAVA_HOME, not as java on the PATH,
not in /usr/lib/jvm, /usr/java, /usr/local, /opt, ~/.sdkman or ~/.jdks. A JRE without javac will not do.
Install one, for instance Eclipse Temurin 25 (adoptium.net), or your system's package for it
(Debian 13 backports, Ubuntu: openjdk-25-jdk-headless; Fedora: java-25-openjdk-devel), and try again,
or set JAVA_HOME to its folder.
MESSAGE
  return 1
}
