#!/bin/bash
# Dumps a MySQL database and restores the dump in a server of this container's own, or restores a dump that a person
# asked for. Environment: DUMP_HOST, DUMP_PORT, DUMP_USER, DUMP_DATABASE, DUMP_SSL_MODE, DUMP_SSL_CA. As user mysql.
set -euo pipefail
# shellcheck source=dump_common.sh
. "${BASH_SOURCE%/*}/dump_common.sh"

# A variable of this process and of those below it: neither a process list nor `docker inspect` shows it.
export MYSQL_PWD
MYSQL_PWD=$(<"$PASSWORD")

LIVE=("--host=$DUMP_HOST" "--port=$DUMP_PORT" "--user=$DUMP_USER" "--ssl-mode=${DUMP_SSL_MODE:-PREFERRED}")
# Without TLS a password is asked for in a form that only this key opens. With TLS it changes nothing.
LIVE+=(--get-server-public-key)
[[ -z ${DUMP_SSL_CA:-} ]] || LIVE+=("--ssl-ca=$DUMP_SSL_CA")
SCRATCH_SERVER=("--socket=$SCRATCH/socket" --user=root)

# Statements that make statements: for lists of tables and versions, and to drop a table.
read -r -d '' NAMES <<'SQL' || true
SELECT CONCAT('SELECT ''table ', table_name, ''';')
SQL
read -r -d '' ROWS <<'SQL' || true
SELECT CONCAT('SELECT CONCAT(''table ', table_name, ' '', COUNT(*)) FROM `', table_name, '`;')
SQL
read -r -d '' VERSIONS <<'SQL' || true
SELECT CONCAT('SELECT CONCAT(''version ', table_name, ' '', version_num) FROM `', table_name, '`;')
SQL
read -r -d '' DROPS <<'SQL' || true
SELECT CONCAT('DROP TABLE `', table_name, '`;')
SQL
TABLES="FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"

# client WHERE...: the client with these options; statements on stdin.
client() {
  mysql --no-defaults --batch --skip-column-names --default-character-set=utf8mb4 --connect-timeout=10 "$@"
}

live() {
  client "${LIVE[@]}" "$DUMP_DATABASE"
}

# The server of this container: on a socket in a folder of its own, without a password, gone with the container.
scratch() {
  MYSQL_PWD='' client "${SCRATCH_SERVER[@]}" airflow
}

# facts SERVER STATEMENT: one line for each table and each version of Alembic.
facts() {
  local statements
  statements=$("$1" <<<"$2 $TABLES ORDER BY 1; $VERSIONS $TABLES AND table_name LIKE 'alembic\\_version%';") || return
  "$1" <<<"$statements"
}

start_scratch() {
  # Nothing in it has to outlive this container.
  local options=(--no-defaults "--datadir=$SCRATCH/data" "--socket=$SCRATCH/socket" "--pid-file=$SCRATCH/pid")
  options+=(--skip-networking --mysqlx=OFF --skip-log-bin --performance-schema=OFF --innodb-buffer-pool-size=128M)
  options+=(--innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=OFF)
  mysqld --no-defaults --initialize-insecure "--datadir=$SCRATCH/data" >&2 || return
  mysqld "${options[@]}" >"$SCRATCH/log" 2>&1 &
  local server=$!
  until MYSQL_PWD='' mysqladmin --no-defaults "${SCRATCH_SERVER[@]}" ping >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || {
      cat "$SCRATCH/log" >&2
      return 1
    }
    sleep 0.2
  done
  MYSQL_PWD='' client "${SCRATCH_SERVER[@]}" <<<'CREATE DATABASE airflow CHARACTER SET utf8mb4;'
}

load() {
  gzip --decompress --stdout "$WORK/dump" | scratch
}

# Into an empty server, and any trouble with any row counts.
try() {
  step "the server in which the dump is tried does not start" start_scratch
  step "the dump cannot be restored" load
  step "the restored database cannot be read" facts scratch "$ROWS" >"$WORK/restored"
}

dump() {
  mysqldump --no-defaults "${LIVE[@]}" --single-transaction --quick --skip-lock-tables --no-tablespaces \
    --set-gtid-purged=OFF --hex-blob --default-character-set=utf8mb4 "$DUMP_DATABASE" | gzip >"$WORK/dump"
}

# In one session, so that the order of the tables does not matter. What a newer release has added goes too.
replace() {
  local drops
  drops=$(live <<<"$DROPS $TABLES;") || return
  {
    printf 'SET FOREIGN_KEY_CHECKS = 0;\n%s\n' "$drops"
    gzip --decompress --stdout "$WORK/dump"
  } | live
}

alone() {
  local others
  others=$(live <<<'SELECT COUNT(*) FROM information_schema.processlist
    WHERE db = DATABASE() AND id <> CONNECTION_ID();') || return
  ((others == 0)) || {
    echo "others are connected to the database ($others); stop all of Airflow first" >&2
    return 1
  }
}

size() {
  live <<<"SELECT COALESCE(SUM(data_length + index_length), 0) DIV 1024 $TABLES;"
}

kib=$(step "the database does not answer" size) || exit 1
both "$kib"
if restoring; then
  step "nothing was changed" alone
  try
  step "nothing was changed" alone
  step "the dump was not restored to its end; ask for it again" replace
else
  step "the database cannot be read" facts live "$NAMES" >"$WORK/before"
  step "the database cannot be dumped" dump
  try
fi
step "the database cannot be read" facts live "$NAMES" >"$WORK/after"
