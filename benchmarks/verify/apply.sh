#!/bin/sh
# How long `migrate apply` takes for 1,000 pending migrations, each an empty table: on SQLite in a file, and on the PostgreSQL database of
# a URL when one is given.
# Usage: benchmarks/verify/apply.sh [POSTGRESQL-URL]
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
dbwright=${DBWRIGHT:-$root/dbwright}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/migrations"
n=1
while [ $n -le 1000 ]; do
    echo "create table t$n (id integer primary key, name text not null);" >"$folder/migrations/V${n}__t$n.sql"
    n=$((n + 1))
done
: >"$folder/app.db"
for url in "sqlite:$folder/app.db" "$@"; do
    started=$(date +%s%N)
    "$dbwright" migrate apply "$url" --migrations "$folder/migrations" --quiet | tail -1
    ended=$(date +%s%N)
    echo "apply, 1,000 migrations, ${url%%:*}: $(((ended - started) / 1000000)) ms"
done
