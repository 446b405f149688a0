#!/bin/bash
# Dumps a Postgres database and restores the dump in a server of this container's own, or restores a dump that a person
# asked for. Environment: libpq's PGHOST, PGPORT, PGUSER, PGDATABASE, PGSSLMODE, PGSSLROOTCERT. As user postgres.
set -euo pipefail
# shellcheck source=dump_common.sh
. "${BASH_SOURCE%/*}/dump_common.sh"

# A variable of this process and of those below it: neither a process list nor `docker inspect` shows it.
export PGPASSWORD PGCONNECT_TIMEOUT=10 PGAPPNAME=airflow-cdktf-dump
PGPASSWORD=$(<"$PASSWORD")

PLAIN=(--no-owner --no-privileges)

# One line for each table and each version of Alembic: `table NAME`, with its rows where $1 is `rows`.
FACTS="
SELECT format(CASE :'rows' WHEN 'rows' THEN 'SELECT ''table %1\$s.%2\$s '' || count(*) FROM %1\$I.%2\$I'
  ELSE 'SELECT ''table %1\$s.%2\$s''' END, schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY schemaname, tablename \\gexec
SELECT format('SELECT ''version %2\$s '' || version_num FROM %1\$I.%2\$I', schemaname, tablename)
FROM pg_tables WHERE tablename LIKE 'alembic\\_version%' ORDER BY tablename \\gexec
"

live() {
  psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"
}

# The server of this container: on a socket in a folder of its own, without a password, gone with the container.
scratch() {
  PGHOST=$SCRATCH PGPORT=5432 PGUSER=postgres PGPASSWORD='' PGSSLMODE=disable PGDATABASE=airflow "$@"
}

facts() {
  live --set "rows=$1" <<<"$FACTS"
}

start_scratch() {
  # Nothing in it has to outlive this container.
  local options="-c listen_addresses='' -c unix_socket_directories='$SCRATCH' -c fsync=off -c full_page_writes=off"
  initdb --pgdata="$SCRATCH/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C >&2 || return
  options+=" -c shared_buffers=32MB"
  pg_ctl --pgdata="$SCRATCH/data" --log="$SCRATCH/log" --wait --options="$options" start >&2 || return
  scratch createdb --maintenance-db=postgres airflow
}

# Into an empty server, and any trouble with any row counts.
try() {
  step "the server in which the dump is tried does not start" start_scratch
  step "the dump cannot be restored" scratch pg_restore --exit-on-error "${PLAIN[@]}" --dbname=airflow "$WORK/dump"
  step "the restored database cannot be read" scratch facts rows >"$WORK/restored"
}

# All of it or nothing: one transaction. What a newer release has added goes too.
replace() {
  {
    echo 'DROP SCHEMA public CASCADE; CREATE SCHEMA public;'
    pg_restore "${PLAIN[@]}" --file=- "$WORK/dump"
  } | live --single-transaction >"$SCRATCH/log"
}

alone() {
  local others
  others=$(live --command "SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
  ((others == 0)) || {
    echo "others are connected to the database ($others); stop all of Airflow first" >&2
    return 1
  }
}

size() {
  live --command 'SELECT pg_database_size(current_database()) / 1024'
}

kib=$(step "the database does not answer" size) || exit 1
both "$kib"
if restoring; then
  step "nothing was changed" alone
  try
  step "nothing was changed" alone
  step "nothing was changed: the dump cannot take the place of the database" replace
else
  step "the database cannot be read" facts none >"$WORK/before"
  step "the database cannot be dumped" pg_dump --format=custom "${PLAIN[@]}" --file="$WORK/dump"
  try
fi
step "the database cannot be read" facts none >"$WORK/after"
