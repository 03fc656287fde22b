# usage: crowdsec.sh ROOT FOLDER LIST IP...   A CrowdSec that asks nobody takes the list; prints what a bouncer is told of each IP.
set -eu
root=$1 folder=$2 list=$3
shift 3
ip link set lo up
mkdir "$folder/hub" "$folder/data"
touch "$folder/credentials.yaml"
cat > "$folder/config.yaml" <<EOF
common: {daemonize: false, log_media: stdout, working_dir: $folder}
config_paths:
  config_dir: $root/etc/crowdsec
  data_dir: $folder/data
  simulation_path: $root/etc/crowdsec/simulation.yaml
  hub_dir: $folder/hub
  index_path: $folder/hub/.index.json
db_config: {type: sqlite, db_path: $folder/data/db.sqlite}
api:
  client: {credentials_path: $folder/credentials.yaml}
  server: {listen_uri: "127.0.0.1:8080", profiles_path: $root/etc/crowdsec/profiles.yaml}
prometheus: {enabled: false}
EOF
cscli="$root/usr/bin/cscli -c $folder/config.yaml"
$cscli machines add test --password test -f "$folder/credentials.yaml" -u http://127.0.0.1:8080 > "$folder/log"
key=$($cscli bouncers add test -o raw)
"$root/usr/bin/crowdsec" -c "$folder/config.yaml" -no-cs > "$folder/log" 2>&1 &
daemon=$!
trap 'kill $daemon' EXIT
tries=0
until curl -s -o "$folder/answer" http://127.0.0.1:8080/; do
  tries=$((tries + 1))
  [ $tries -lt 100 ] || { cat "$folder/log"; exit 1; }
  sleep 0.1
done
cp "$list" "$folder/list.csv"
$cscli decisions import -i "$folder/list.csv"
for ip; do
  echo "$ip $(curl -s -H "X-Api-Key: $key" "http://127.0.0.1:8080/v1/decisions?ip=$ip")"
done
