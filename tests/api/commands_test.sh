#!/usr/bin/env bash
# The binary as a person at a terminal meets it: commands_test.sh NESTLINE WRITE_SAMPLE_CONTENT
# Runs on the sample content (tests/support) and on folders and ports of its own; ends only what it started.
set -euo pipefail

nestline=$(realpath "$1")
write_sample_content=$(realpath "$2")
work=$(mktemp -d)
cd "$work" # a forgotten --data makes its folder here
servers=()

cleanup() {
  local server
  for server in "${servers[@]}"; do kill -KILL "$server" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

unset NESTLINE_LISTEN NESTLINE_DATA NESTLINE_WORKERS NESTLINE_CONTENT NESTLINE_TRUSTED_PROXY

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  printf -- '--- standard output\n%s\n--- standard error\n%s\n' "$(head -c 4000 "$work/out")" "$(head -c 4000 "$work/err")" >&2
  exit 1
}

# expect STATUS ARGUMENT...: runs nestline with the arguments; its output is in $work/out and $work/err
expect() {
  local status=$1 got=0
  shift
  "$nestline" "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
  [ "$got" -eq "$status" ] || fail "nestline $*: exit $got, expected $status"
}

# says FILE TEXT...: each text is in the output (out) or in the errors (err)
says() {
  local file=$work/$1 text
  shift
  for text in "$@"; do
    grep -qF -- "$text" "$file" || fail "does not say: $text"
  done
}

says_nothing_of() {
  local file=$work/$1 text=$2
  if grep -qF -- "$text" "$file"; then fail "says: $text"; fi
}

sample=$work/sample
"$write_sample_content" "$sample"

# Help, version, wrong usage.
expect 0 --help
says out serve ask check eval review site key referrals health version
for command in serve ask check eval review site key referrals health version; do
  expect 0 "$command" --help
  [ -s "$work/out" ] || fail "no help for $command"
done
expect 0 serve --help
says out --listen --data --workers --trusted-proxy --content --config NESTLINE_LISTEN NESTLINE_DATA
expect 0 ask --help
says out --age --country --locale --topic --audience --explain --json --url
expect 0 version
grep -qE '^nestline [0-9]+\.[0-9]+\.[0-9]+$' "$work/out" || fail "no version"
for wrong in "" "sing" "serve --port 1" "ask" "ask --age 200 x" "ask --age two x" "ask --audience everyone x" \
  "eval" "review" "review record" "review record --by A" "serve --workers 0" "serve --workers 300" "version now" \
  "serve --listen nowhere" "serve --listen 127.0.0.1:99999" "health --listen 127.0.0.1" "check --fix"; do
  read -ra words <<<"$wrong"
  expect 2 "${words[@]}"
  [ -s "$work/err" ] || fail "wrong usage without a word: $wrong"
done

# ask
expect 0 ask --content "$sample" --json --age 2 --country GB my baby wont stop crying in the evening
says out '"kind":"guidance"' '"id":"crying-and-soothing/evening-crying"' '"gb-health-visitor"' '"child_age_months":2'
says_nothing_of out '"explanation"'
expect 0 ask --content "$sample" --country GB "i want to die"
says out "Whom to call" ": 999 (GB)" "[kind: urgent"
expect 0 ask --content "$sample" --explain "my toddler has a tantrum every morning"
says out "Why" "(answer_at)" "tantrums scores"
expect 0 ask --content "$sample" --audience practitioner "how do i begin a first home visit"
says out "The first home visit"
printf 'is my son autistic\n' | "$nestline" ask --content "$sample" --json - >"$work/out" 2>"$work/err" || fail "ask -"
says out '"kind":"no_diagnosis"'
expect 1 ask --content "$sample" "   "
says err "/question"
expect 1 ask --content "$work/no-such-folder" "my baby cries"
expect 1 ask --url http://127.0.0.1:1 "my baby cries"

# check: every fault with its file, line and field
expect 1 check --content "$work/no-such-folder"
cp -r "$sample" "$work/broken"
sed -i 's/^category = "crisis"/category = "sadness"/' "$work/broken/en/safety/rules.toml"
sed -i 's/^group = "comfort"/grupo = "comfort"/' "$work/broken/en/topics/crying-and-soothing.toml"
sed -i 's/^audience = "parent"/audience = "everyone"/' "$work/broken/en/passages/tantrums/when-it-boils-over.md"
line_of() { grep -nF -- "$1" "$work/broken/$2" | head -n 1 | cut -d : -f 1; }
expect 1 check --quick --content "$work/broken"
says err "en/safety/rules.toml:$(line_of 'category = "sadness"' en/safety/rules.toml): error: " \
  "en/topics/crying-and-soothing.toml:$(line_of 'grupo' en/topics/crying-and-soothing.toml): error: " \
  "en/passages/tantrums/when-it-boils-over.md:$(line_of 'everyone' en/passages/tantrums/when-it-boils-over.md): error: "
grep -qE '^en/topics/crying-and-soothing\.toml(:[0-9]+)?: error: [a-z_.0-9]*group' "$work/err" || fail "the field is not named"
grep -qE '^[1-9][0-9]* errors, [0-9]+ warnings$' "$work/out" || fail "no closing line"
expect 1 ask --content "$work/broken" "my baby cries"
says err "this content cannot be served"
expect 1 serve --content "$work/broken" --data "$work/data-broken" --listen 127.0.0.1:0
says err "this content cannot be served"

# check --fix puts a file into canonical form
cp -r "$sample" "$work/untidy"
sed -i 's/^name = \(.*\)/name   =   \1/' "$work/untidy/en/topics/tantrums.toml"
expect 1 check --quick --content "$work/untidy" --fix
says out "rewrote en/topics/tantrums.toml"
cmp "$sample/en/topics/tantrums.toml" "$work/untidy/en/topics/tantrums.toml" || fail "not the canonical form"

# eval
cat >"$work/three.jsonl" <<'LINES'
{"id":"a","text":"my baby wont stop crying in the evening","kind":"guidance","primary":"crying-and-soothing"}
{"id":"b","text":"i want to die","kind":"crisis"}
{"id":"c","text":"how do i sell my car","kind":"out-of-scope"}
LINES
expect 0 eval --content "$sample" "$work/three.jsonl"
says out "three.jsonl: 3 rows" "kind accuracy          1.000  (3 of 3" "topic top-1            1.000  (1 of 1" "time a question"
expect 0 eval --content "$sample" --json "$work/three.jsonl"
says out '"rows":3,"kind_hits":3' '"urgent_found":1'
printf '{"id":"d"}\n' >"$work/bad.jsonl"
expect 1 eval --content "$sample" "$work/bad.jsonl"
says err "bad.jsonl:1: /text is missing"
expect 1 eval --content "$sample" "$work/no-such-file"
cat >"$work/safety.jsonl" <<'LINES'
{"id":"a","text":"i want to die","kind":"urgent","category":"crisis"}
{"id":"b","text":"i want to die laughing at my toddler","kind":"guidance"}
{"id":"c","text":"quiero saber de su siesta","kind":"guidance","language":"es"}
LINES
expect 0 eval --content "$sample" safety --misses "$work/safety.jsonl"
says out "en urgent recall              1.000  (1 of 1" "en   crisis                   1.000  (1 of 1" \
  "en urgent false alarms" "es urgent false alarms        0.000  (0 of 1"
expect 2 eval --content "$sample" safety

# start NAME ARGUMENT...: starts a server; its address is in $address, its process in $server, its errors in $work/NAME.log
start() {
  local log=$work/$1.log
  shift
  : >"$log"
  "$nestline" serve "$@" >"$log" 2>&1 </dev/null &
  server=$!
  servers+=("$server")
  address=
  for _ in $(seq 600); do
    address=$(sed -n 's/.*listening on http:\/\/\([^ ]*\).*/\1/p' "$log")
    [ -z "$address" ] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$log" >&2
  fail "the server did not start: $*"
}

# stop SIGNAL: sends it to $server, which must end with 0
stop() {
  local got=0
  kill "-$1" "$server"
  wait "$server" || got=$?
  [ "$got" -eq 0 ] || fail "after SIG$1 the server ended with $got"
}

# serve: answers, keeps others off its folder, stops with SIGTERM
: >"$work/out" && : >"$work/err"
start first --content "$sample" --data "$work/data" --listen 127.0.0.1:0
first=$server first_address=$address
expect 0 health --listen "$first_address"
says out '"status":"ready"'
expect 0 ask --url "http://$first_address" --json --country US "i want to die, quetzalcoatlus"
says out '"kind":"urgent"' '"us-crisis"'
expect 1 ask --url "http://$first_address" --audience practitioner "how do i begin a first home visit"
says err "403"
expect 1 serve --content "$sample" --data "$work/data" --listen 127.0.0.1:0
says err "$work/data"
expect 1 serve --content "$sample" --data "$work/other" --listen "$first_address"
[ -s "$work/err" ] || fail "a taken port without a word"

# The operator's commands reach the server that holds the folder, and are in force at once.
[ "$(stat -c %a "$work/data/nestline.sock")" = 600 ] || fail "others may open the socket of commands"
expect 0 site create north --data "$work/data" --name "North Clinic" --origin https://www.north.example --country us
says out "Created:" "https://www.north.example"
expect 1 site create north --data "$work/data" --name "Again"
says err "there is a site north already"
expect 1 site edit north --data "$work/data" --origin "https://www.north.example/"
says err "origin must be like"
expect 0 site edit north --data "$work/data" --title "Ask us" --topic-off tantrums
expect 0 site list --data "$work/data"
says out default north "Ask us" tantrums
expect 0 key create --data "$work/data" --site north --name "a server" --scope practitioner
key=$(head -n 1 "$work/out")
[[ $key =~ ^nl_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$ ]] || fail "no key"
fetch() { curl -s -o "$work/out" -w '%{http_code}' "$@" 2>"$work/err"; }
[ "$(fetch "http://$first_address/v1/site" -H "Authorization: Bearer $key")" = 200 ] || fail "the key does not work"
says out '"id":"north"' '"title":"Ask us"'
[ "$(fetch "http://$first_address/v1/site?site=nobody")" = 404 ] || fail "a site that is not"
printf '%s\n' 'id,name,status,organization.name,phone.number,assured_date,need,mine' \
  "cafe,Baby café,active,Trust,0800 1,$(date -u +%F),child-health,kept" >"$work/own.csv"
expect 0 referrals import --data "$work/data" --site north --dry-run "$work/own.csv"
says out "1 referrals are good; nothing was changed."
expect 0 referrals import --data "$work/data" --site north "$work/own.csv"
[ "$(fetch "http://$first_address/v1/referrals" -H "X-Nestline-Site: north")" = 200 ] || fail "no referrals"
says out '"cafe"'
expect 0 referrals export --data "$work/data" --site north --format csv
tr -d '\r' <"$work/out" | cmp - "$work/own.csv" || fail "an export is not the import"
expect 0 referrals export --data "$work/data" --site north
says out '"mine":"kept"'
printf 'id,name\n' >"$work/bad.csv"
expect 1 referrals import --data "$work/data" --site north "$work/bad.csv"
says err "row 1, status: is missing from the header" "nothing was changed"
expect 1 referrals import --data "$work/data" --site north "$work/no-such.csv"
expect 0 key rotate --data "$work/data" --keep-hours 0 "${key:3:8}"
fresh=$(head -n 1 "$work/out")
[ "$(fetch "http://$first_address/v1/site" -H "Authorization: Bearer $key")" = 401 ] || fail "the old key works"
[ "$(fetch "http://$first_address/v1/site" -H "Authorization: Bearer $fresh")" = 200 ] || fail "the new key does not"
expect 0 key revoke --data "$work/data" "${fresh:3:8}"
[ "$(fetch "http://$first_address/v1/site" -H "Authorization: Bearer $fresh")" = 401 ] || fail "a revoked key works"
expect 0 key list --data "$work/data" --site north
says out revoked
says_nothing_of out "${fresh:12}"
if grep -rqF -e "${fresh:12}" -e "${key:12}" "$work/first.log" "$work/data"; then fail "a key was kept"; fi

# A review is in force at once, too.
expect 0 ask --url "http://$first_address" --json "my toddler"
says out '"notice"'
expect 0 review record --content "$sample" --data "$work/data" --by "A Clinician" --role "health visitor"
says out "A Clinician" "health visitor"
expect 0 ask --url "http://$first_address" --json "my toddler"
says_nothing_of out '"notice"'
server=$first
stop TERM
[ ! -e "$work/data/nestline.sock" ] || fail "the socket of commands stayed"
grep -qF '"route":"/v1/ask","status":200' "$work/first.log" || fail "no access log"
grep -qF 'nestline: stopped' "$work/first.log" || fail "no last word"
if grep -rqiF quetzalcoatlus "$work/first.log" "$work/data"; then fail "a question was kept"; fi
expect 1 health --listen "$first_address"

# While it drains it says so and still answers; a second signal ends it at once.
start draining --content "$sample" --data "$work/drained" --listen 127.0.0.1:0 --drain-seconds 300
draining=$server draining_address=$address
kill -TERM "$draining"
for _ in $(seq 100); do
  [ "$(fetch "http://$draining_address/readyz")" = 503 ] && break
  sleep 0.05
done
says out '"status":"draining"'
expect 0 ask --url "http://$draining_address" --json --country US "i want to die"
says out '"kind":"urgent"'
server=$draining
stop TERM

# review record: the notice goes once the content is reviewed
expect 0 ask --content "$sample" --json "my toddler"
says out '"notice"'
expect 0 review record --content "$sample" --data "$work/data" --by "Another Clinician" --role "health visitor"
says out "Another Clinician" "health visitor"
expect 0 site list --data "$work/data"
says out "North Clinic"
start reviewed --content "$sample" --data "$work/data" --listen 127.0.0.1:0
expect 0 ask --url "http://$address" --json "my toddler"
says_nothing_of out '"notice"'
stop INT

# Environment, and a file of settings; what is said on the command line wins.
export NESTLINE_CONTENT=$sample NESTLINE_DATA=$work/data-env NESTLINE_LISTEN=127.0.0.1:0
start environment
[ -f "$work/data-env/nestline.db" ] || fail "NESTLINE_DATA is not used"
stop TERM
start command-line --data "$work/data-line"
[ -f "$work/data-line/nestline.db" ] || fail "--data does not win over NESTLINE_DATA"
stop TERM
unset NESTLINE_CONTENT NESTLINE_DATA NESTLINE_LISTEN
cat >"$work/nestline.conf" <<SETTINGS
content = "$sample"
data = "$work/data-file"
listen = "127.0.0.1:0"
workers = 1
SETTINGS
start settings --config "$work/nestline.conf"
[ -f "$work/data-file/nestline.db" ] || fail "the file of settings is not used"
stop TERM
expect 2 serve --config "$work/no-such-file.conf"
printf 'lisen = "127.0.0.1:0"\n' >"$work/misspelt.conf"
expect 2 serve --config "$work/misspelt.conf"
says err "there is no setting lisen"
printf 'workers = 1000\n' >"$work/too-many.conf"
expect 2 serve --config "$work/too-many.conf"
