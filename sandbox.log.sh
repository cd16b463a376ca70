#!/bin/sh
# Runs the Postgres Ready command line for the project in the current directory; builds it first where needed.
set -u

fail() {
    printf 'sandbox: %s\n' "$1" >&2
    exit "$2"
}

self=$0
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done
case $self in
    */*) home=${self%/*} ;;
    *) home=. ;;
esac
home=$(cd "$home" && pwd -P) || fail "cannot enter the directory of $self" 70
app=$home/sandbox-cli/target
jar=$app/sandbox.jar

# Two terminals at once: one prepares, the other waits. Where there is no flock, a directory can be made only once.
locked() {
    mkdir -p "$app" 2>/dev/null && [ -w "$app" ] || return 1
    if command -v flock >/dev/null; then
        exec 9>"$app/.lock"
        flock -n 9 || { echo "sandbox: waiting for another one that builds ..." >&2; flock 9; }
    else
        while ! mkdir "$app/.locked" 2>/dev/null; do
            [ -z "$(find "$app/.locked" -prune -mmin +15 2>/dev/null)" ] ||
                fail "another one builds for 15 minutes now, or was killed: rmdir $app/.locked" 70
            sleep 1
        done
        trap 'rmdir "$app/.locked"' EXIT
        trap 'exit 130' INT TERM HUP
    fi
}

unlocked() {
    if command -v flock >/dev/null; then
        exec 9>&-
    else
        rmdir "$app/.locked"
        trap - EXIT INT TERM HUP
    fi
}

stale() {
    [ ! -f "$jar" ] || [ ! -d "$app/lib" ] || [ -n "$(find "$home/pom.xml" "$home/fixtures/pom.xml" \
        "$home/fixtures/src/main" "$home/sandbox-cli/pom.xml" "$home/sandbox-cli/src/main" \
        -newer "$jar" -type f -print 2>/dev/null)" ]
}

build() {
    command -v mvn >/dev/null || fail "not built yet, and no mvn to build with: install Maven 3.8 or later" 3
    echo "sandbox: building once ..." >&2
    (cd "$home" && mvn -B -q -Pfast -Dmaven.test.skip=true -pl sandbox-cli -am package >&2 9>&-) ||
        fail "the build failed; see above" 70
    touch "$jar"
}

if [ -d "$home/sandbox-cli/src" ] && stale; then
    locked || fail "not built yet, and $app cannot be written" 3
    if stale; then
        build
    fi
    unlocked
fi

# The library beside the jar may be built anew without it.
newest=$jar
for library in "$app"/lib/postgres-ready-*.jar; do
    ! [ "$library" -nt "$newest" ] || newest=$library
done

# What is the same until the jar changes was written down when the archive was made, for a width of 100 without colours.
# What a command said of a server that runs was written down by up, and holds for as long as that very process does.
texts=$app/texts
answers=.sandbox/answers
call=
for word in "$@"; do
    case $word in
        '' | *[!A-Za-z0-9.-]*) call= && break ;;
        *) call=$call+$word ;;
    esac
done

# The same process and not a later one of its number, in this boot, our network and under what holds for us; neither
# stopped nor ending. Whatever differs, and any system that is not Linux, is left for the JVM to judge.
answered() {
    [ "$answers/server" -nt "$newest" ] && [ -O "$answers/server" ] && [ -f "$answers/$call" ] &&
        [ -f .sandbox/state.properties ] && ! [ .sandbox/state.properties -nt "$answers/server" ] || return 1
    {
        read -r maker && read -r pid && read -r began && read -r boot && read -r confined && read -r data
    } 2>/dev/null <"$answers/server" && [ "$maker" = "$jar" ] || return 1
    read -r now 2>/dev/null </proc/sys/kernel/random/boot_id && [ "$now" = "$boot" ] || return 1
    [ "/proc/$pid/ns/net" -ef /proc/self/ns/net ] || return 1
    read -r now 2>/dev/null <"/proc/$pid/stat" || return 1
    # after the name in parentheses: the state, and as the 20th word the start
    # shellcheck disable=SC2086 # these are words
    set -- ${now##*") "}
    case $1 in [RSD]) ;; *) return 1 ;; esac
    [ "${20:-}" = "$began" ] || return 1
    now=
    while read -r key value; do
        case $key in Seccomp:) now=$value ;; Seccomp_filters:) now="$now $value" && break ;; esac
    done 2>/dev/null </proc/self/status
    [ "$now" = "$confined" ] || return 1
    {
        read -r now && [ "$now" = "$pid" ] && read -r _ && read -r _ && read -r _ && read -r _ && read -r _ &&
            read -r _ && read -r now && [ "$now" = ready ]
    } 2>/dev/null <"$data/postmaster.pid"
}

# Of a server that runs up asks nothing but whether somebody wants something else: by a setting, in a file or a variable,
# or by an option of the JVM. Where a server ends with its command there is more to say.
unasked() {
    [ -z "${POSTGRES_READY_DATABASE:-}${POSTGRES_READY_EXTENSIONS:-}${POSTGRES_READY_FIXTURE:-}${POSTGRES_READY_IMAGE:-}" ] &&
        [ -z "${POSTGRES_READY_MATRIX:-}${POSTGRES_READY_INSTALLATIONS:-}${POSTGRES_READY_MEMORY:-}" ] &&
        [ -z "${POSTGRES_READY_MIGRATIONS:-}${POSTGRES_READY_NATIVE:-}${POSTGRES_READY_PATIENCE:-}" ] &&
        [ -z "${POSTGRES_READY_PROVIDER:-}${POSTGRES_READY_PULL:-}${POSTGRES_READY_SEED:-}${POSTGRES_READY_SHARE:-}" ] &&
        [ -z "${POSTGRES_READY_URL:-}${POSTGRES_READY_VERSION:-}${POSTGRES_READY_WITHOUT:-}${POSTGRES_READY_WITNESS:-}" ] &&
        [ -z "${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-}${_JAVA_OPTIONS:-}" ] &&
        [ -z "${CODEX_SANDBOX:-}${CODEX_SANDBOX_NETWORK_DISABLED:-}${SANDBOX_RUNTIME:-}" ] &&
        ! [ -e postgres-ready.yaml ] && ! [ -L postgres-ready.yaml ] &&
        read -r now 2>/dev/null </proc/1/comm && [ "$now" != bwrap ]
}

case $call in
    +status | +status+--json | +env | +env+--json | +env+--format+*)
        answered "$@" && cat "$answers/$call" 2>/dev/null && exit
        ;;
    +up+--json)
        unasked && answered "$@" && cat "$answers/$call" 2>/dev/null && exit
        ;;
    +up)
        if unasked && answered "$@" && { read -r said <"$answers/said$call" && read -r url <"$answers/$call"; } 2>/dev/null; then
            printf '%s\n' "$said" >&2
            printf '%s\n' "$url"
            exit
        fi
        ;;
    +*--help | +*-h | +--version | +explain*)
        [ -f "$texts/$call" ] && [ "$texts" -nt "$newest" ] && [ ! -t 2 ] && [ -z "${COLUMNS:-}" ] &&
            cat "$texts/$call" 2>/dev/null && exit
        ;;
esac

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(command -v java) || fail "no java: install Java 17 or later, or set JAVA_HOME" 3
fi

# What was found out about the JDK is kept beside the jar; the name java may lead to another one tomorrow. The file that
# every JDK carries costs nothing to read; java -version would cost a start.
memory=$app/.java
real=
version=
{ read -r real && read -r version && read -r name; } 2>/dev/null <"$memory"
release=${real%/*/*}/release
if ! [ "$java" -ef "$real" ] || ! [ "$memory" -nt "$release" ] || [ -z "${name:-}" ]; then
    real=$(readlink -f "$java" 2>/dev/null || echo "$java")
    release=${real%/*/*}/release
    version=
    while IFS='=' read -r key value; do
        [ "$key" = JAVA_VERSION ] && version=${value%\"} && version=${version#\"}
    done 2>/dev/null <"$release"
    name=$(printf %s "$version$real" | tr -c 'A-Za-z0-9.' _)
    { printf '%s\n' "$real" "$version" "$name" >"$memory.$$" && mv -f "$memory.$$" "$memory"; } 2>/dev/null
fi
major=${version%%[!0-9]*}
if [ -n "$major" ] && [ "$major" -lt 17 ]; then
    fail "Java 17 or later is needed, $java is Java $version: set JAVA_HOME" 3
fi

# What a JVM would read and check of our classes at each start is kept in an archive, one for each JDK. A JVM that cannot
# use it goes on without; nothing may be said about it on standard output, which is the result of a command.
# It is mapped to where it was made for, as each pointer in it would be changed elsewhere; and the objects in it, such as
# the modules of the JDK, are taken by G1 alone. Each saves 15 ms.
flags="-XX:TieredStopAtLevel=1 -XX:+UseG1GC -XX:-UsePerfData -Xlog:class+load:file=/dev/shm/coldlab/cl.up:uptime,tid"
flags="$flags -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
if [ "${major:-17}" -ge 25 ]; then
    archive=$app/$name.aot
    use=-XX:AOTCache=$archive
else
    archive=$app/$name.jsa
    use=-XX:SharedArchiveFile=$archive
fi

# An empty archive says that making one was tried and failed.
archived() {
    [ -f "$archive" ] && [ "$archive" -nt "$newest" ] && [ "$texts" -nt "$newest" ] && [ ! "$release" -nt "$archive" ]
}

# Walk once through what commands do; an archive for an older JDK takes a second step, but then it may hold old classes,
# which the parser's are, and does with one file what a layer upon the JDK's own archive does with two.
rehearse() {
    rm -rf "$texts.$$"
    # shellcheck disable=SC2086 # the flags are words
    "$java" $flags "$1" -cp "$jar" dev.postgresready.cli.launcher.Rehearsal "$texts.$$" >/dev/null 2>&1 9>&- </dev/null
    rm -rf "$texts"
    mkdir -p "$texts.$$"
    mv "$texts.$$" "$texts"
}

archive() {
    if [ "${major:-17}" -ge 25 ]; then
        rehearse "-XX:AOTCacheOutput=$1"
        return
    fi
    rehearse "-XX:DumpLoadedClassList=$1.list"
    "$java" -XX:+UseG1GC -Xlog:disable -Xshare:dump "-XX:SharedClassListFile=$1.list" "-XX:SharedArchiveFile=$1" \
        -cp "$jar" >/dev/null 2>&1 9>&- </dev/null
}

if ! archived && locked; then
    if ! archived; then
        fresh=$archive.$$
        archive "$fresh"
        # half an archive, as a full disk leaves it, would crash the JVM each time
        # shellcheck disable=SC2086
        "$java" $flags "${use%%=*}=$fresh" -cp "$jar" dev.postgresready.cli.SandboxCli --help >/dev/null 2>&1 9>&- ||
            rm -f "$fresh"
        [ -f "$fresh" ] || : >"$fresh"
        mv -f "$fresh" "$archive"
        rm -f "$archive".*
    fi
    unlocked
fi

terminals=
for stream in 0 1 2; do
    [ -t "$stream" ] && terminals=$terminals$stream
done
width=${COLUMNS:-}
case $terminals in
    *2) [ -n "$width" ] || { width=$(stty size <&2 2>/dev/null) && width=${width#* }; } ;;
esac

# These are over before much of what they call is called often enough to be worth compiling.
case ${1:-} in
    up | down | status | env | logs | sql) flags="$flags -XX:CompileThresholdScaling=5" ;;
esac

# shellcheck disable=SC2086 # the flags are words
exec "$java" $flags "$use" \
    "-Dpostgres.ready.cli.terminals=$terminals" "-Dpostgres.ready.cli.width=$width" \
    -cp "$jar" dev.postgresready.cli.SandboxCli "$@"
