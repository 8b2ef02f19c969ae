#!/usr/bin/env bash
# Does what README.md tells a newcomer: copies the repository, becomes a user who is not root and has an empty home, runs the command, asks the
# questions. Then does what happens to a service: Ctrl-C, a second start, kill -9, a second service. The data must be there each time.
#
# A question in README.md or docs/writing.md is the line <!-- question --> (or <!-- question, once -->, if it is asked at the first start only), then a fenced
# ```bash block, then a fenced block of any kind with the answer.
# Bash runs the command word for word. It must print exactly the answer; only line ends at the very end may differ.
set -euo pipefail
set -m # each service a job with a process group of its own, which can be interrupted as by Ctrl-C in a terminal
cd "$(dirname "$0")/../.."

swagger=http://localhost:5080/swagger # as README.md says
wanted_questions=7

fail() { printf '%s\n' "$*" >&2; exit 1; }
say() { printf '  %s\n' "$*"; }

# A process that has ended, but whose parent has not asked for its exit code, still has a number, but no memory.
runs() { grep -q '^VmSize' "/proc/$1/status" 2>/dev/null; }

! (exec 3<>/dev/tcp/127.0.0.1/5080) 2>/dev/null || fail "Port 5080, of which README.md speaks, is in use: stop what listens there"

work=$(mktemp -d)
chmod 755 "$work"
home=$work/home data=$work/home/.local/share/peacetalks newcomer=
service=

end() {
  local code=$?
  trap - EXIT
  # First the process group, then a server that a killed service may have left behind.
  [[ -z $service ]] || { kill -INT -- "-$service" && wait "$service"; } 2>/dev/null || true
  local server
  if server=$(head -n 1 "$data"/postgres-*/postmaster.pid 2>/dev/null) && [[ $server =~ ^[0-9]+$ ]]; then
    kill -INT "$server" 2>/dev/null || true
    for _ in {1..100}; do runs "$server" || break; sleep 0.1; done
  fi
  [[ $code == 0 ]] || cat "$work"/*.log >&2 2>/dev/null || true
  [[ -z $newcomer ]] || userdel "$newcomer"
  rm -rf "$work"
  exit "$code"
}
trap end EXIT

# Everything on disk, including changes that are not committed.
mkdir -p "$home" "$work/peacetalks"
git ls-files -z --cached --others --exclude-standard | xargs -0 -I{} sh -c '[ ! -e "$1" ] || printf "%s\0" "$1"' _ {} |
  tar -c --null --files-from=- | tar -x -C "$work/peacetalks"

# Packages that are already on the machine are not downloaded again. If the machine has its own package feed, the newcomer uses it too.
packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
if [[ $(id -u) == 0 ]]; then
  newcomer=newcomer-$$
  useradd --system --no-create-home --home-dir "$home" --shell /bin/bash "$newcomer"
  [[ ! -d $packages ]] || cp -rl "$packages" "$work/packages" 2>/dev/null || cp -r "$packages" "$work/packages"
  mkdir -p "$work/packages"
  [[ ! -f ~/.nuget/NuGet/NuGet.Config ]] || install -D -m 644 ~/.nuget/NuGet/NuGet.Config "$home/.nuget/NuGet/NuGet.Config"
  packages=$work/packages
  chown -R "$newcomer:" "$home" "$work/peacetalks"
  # Only the folders: the files may be hard links to those of the machine.
  find "$packages" -type d -exec chown "$newcomer:" {} +
fi

# No setting of this shell may reach the newcomer.
for name in $(compgen -e); do
  case $name in
    *__* | Urls | Dataset | PublicBaseUrl | Proxies | OTEL_* | ASPNETCORE_* | DOTNET_ENVIRONMENT | XDG_* | PG*) unset "$name" ;;
  esac
done
export HOME=$home USER=${newcomer:-${USER:-$(id -un)}} LOGNAME=${newcomer:-${LOGNAME:-$(id -un)}} NUGET_PACKAGES=$packages
as_newcomer() {
  cd "$work/peacetalks" || return
  if [[ -n $newcomer ]]; then
    exec setpriv --reuid="$newcomer" --regid="$(id -g "$newcomer")" --clear-groups -- "$@"
  fi
  exec "$@"
}
(as_newcomer dotnet --version) >/dev/null || fail "$USER cannot run $(command -v dotnet): the SDK must be where every user can run it"

# Runs the command of README.md. Sets $service, and waits until Swagger UI answers.
start() {
  local log=$work/$1.log begin=$EPOCHREALTIME
  : >"$log"
  (as_newcomer dotnet run --project src/PeaceTalks.Api) </dev/null >"$log" 2>&1 &
  service=$!
  for _ in {1..1800}; do
    if grep -q "Swagger UI is at $swagger" "$log"; then
      curl --fail --silent --show-error --location --output /dev/null "$swagger" || fail "Swagger UI does not answer"
      say "$1: ready after $(awk "BEGIN { printf \"%.1f\", $EPOCHREALTIME - $begin }") s"
      return
    fi
    runs "$service" || break
    sleep 0.1
  done
  fail "$1: no line that tells where Swagger UI is"
}

server() { head -n 1 "$data"/postgres-*/postmaster.pid; }

# Ctrl-C reaches every process in the foreground of the terminal.
stop() {
  local server begin=$EPOCHREALTIME
  server=$(server)
  kill -INT -- "-$service"
  wait "$service" || fail "Ctrl-C is no orderly end: exit code $?"
  service=
  ! runs "$server" || fail "PostgreSQL (process $server) outlives its service"
  say "stopped by Ctrl-C after $(awk "BEGIN { printf \"%.1f\", $EPOCHREALTIME - $begin }") s, its PostgreSQL too"
}

awk -v folder="$work/questions" '
  BEGIN { system("mkdir -p " folder) }
  /^```/ && open { open = 0; if (part == "answer") waits = 0; else part = "answer"; next }
  open { print >> file; next }
  /^<!-- question(, once)? -->[ \t\r]*$/ { n++; part = "command"; waits = 1; if (/once/) printf "" > folder "/" n ".once"; next }
  /^```/ && waits {
    if (part == "command" && $0 !~ /^```bash/) { print FILENAME ":" FNR ": a question starts with a bash block" > "/dev/stderr"; exit 1 }
    open = 1; file = folder "/" n "." part; printf "" > file
  }' README.md docs/writing.md
questions=$(find "$work/questions" -name '*.answer' | wc -l)
((questions >= wanted_questions)) || fail "README.md and docs/writing.md have $questions questions with answers, of $wanted_questions"
chmod -R a+rX "$work/questions"

ask() {
  local i
  for ((i = 1; i <= questions; i++)); do
    [[ ! -f $work/questions/$i.once || ! -f $work/asked ]] || continue
    (as_newcomer bash "$work/questions/$i.command") </dev/null >"$work/said" || fail "question $i: $(cat "$work/questions/$i.command")"
    # $(...) removes line ends at the end: curl prints none, but a fenced block has one.
    diff <(echo "$(<"$work/questions/$i.answer")") <(echo "$(<"$work/said")") >&2 ||
      fail "question $i is not answered (>) as the page says (<): $(cat "$work/questions/$i.command")"
  done
  curl --fail --silent http://localhost:5080/api/v1/revisions | grep -q '"head":1,' || fail "the ledger is not at revision 1"
  touch "$work/asked"
  say "$questions questions of README.md and docs/writing.md answered"
}

start "first start, with the build"
ask
stop

start "second start"
ask

# The service is a child process of dotnet run; it writes its process id into the data folder.
killed=$(<"$data/lock-holder") left=$(server)
kill -KILL "$killed"
wait "$service" && fail "killed, and ended in order"
service=
runs "$left" || fail "the server ended with the killed service, so the next start shows nothing"
start "start after kill -9"
ask

if (as_newcomer env Urls=http://localhost:5081 timeout 60 dotnet run --no-build --project src/PeaceTalks.Api) </dev/null >"$work/other.log" 2>&1; then
  fail "two services run on one data folder"
fi
grep -q 'Another PeaceTalks service' "$work/other.log" || fail "a second service on the data folder is not told so"
say "a second service on the data folder: $(grep -o 'Another PeaceTalks service.*' "$work/other.log")"
ask
stop
[[ $(stat -c %U "$data") == "$USER" ]] || fail "the data are not the newcomer's"
