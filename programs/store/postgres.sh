#!/bin/sh
# Starts our own Postgres, for any image in which `postgres`, `initdb` and gosu or su-exec are. Before anybody can
# connect, the password of Airflow's user is made the one of the secret and missing databases are made, so that a disk
# that comes from elsewhere works too. The password is read from a file, and is in no process list and no log.
set -eu

data=/data/pgdata
# In memory: the server's own user reads what only root and its group may read in /run/secrets.
own=/run/store
socket=/var/run/postgresql

step_down=gosu
command -v "$step_down" > /dev/null || step_down=su-exec

as_server() {
  "$step_down" postgres "$@"
}

major_of_image() {
  postgres --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'
}

# In a folder beside it: one that was interrupted is not taken for a database. What is sorted does not depend on the C
# library of the image.
initialize() {
  rm -rf /data/new
  install -d -o postgres -g postgres -m 0700 /data/new
  as_server initdb --pgdata=/data/new --username=postgres --auth-local=trust --auth-host=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums
  mv /data/new "$data"
  sync
}

refuse_other_major() {
  was=$(cat "$data/PG_VERSION")
  [ "$was" = "$(major_of_image)" ] && return
  echo "the data are of Postgres $was and the image is of $(major_of_image), which cannot read them: write an image of Postgres $was, or follow the way to another version in the guide" >&2
  exit 1
}

# The socket is inside this container: who is here is root already. Nobody else comes as the superuser.
rules() {
  echo 'local all all trust'
  [ "$DATABASE_USER" = postgres ] || echo 'host all postgres all reject'
  echo 'host all all all scram-sha-256'
}

# sql DATABASE OPTION...: statements on stdin.
sql() {
  as_server psql --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --host="$socket" \
    --username=postgres --set=user="$DATABASE_USER" --dbname="$@"
}

# Statements with a password in them go into no log, not even when they fail.
set_password() {
  sql postgres << 'SQL'
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
SET log_min_duration_statement = -1;
SELECT format('CREATE ROLE %I', :'user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user') \gexec
\set password `cat /run/store/password`
ALTER ROLE :"user" LOGIN PASSWORD :'password';
SQL
}

# Its owner may make the schema anew, as the restore of a dump does; up to Postgres 14 that was the superuser's.
make_database() {
  sql postgres --set=name="$1" << 'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'user') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
ALTER DATABASE :"name" OWNER TO :"user";
SQL
  sql "$1" << 'SQL'
SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, :'user') FROM pg_namespace WHERE nspname = 'public' \gexec
SQL
}

install -d -o postgres -g postgres -m 0700 "$own"
install -o postgres -m 0400 /run/secrets/password "$own/password"
rules > "$own/pg_hba.conf"
chmod 0444 "$own/pg_hba.conf"
install -d -o postgres -g postgres -m 0755 "$socket"
chown postgres /data
chmod 0700 /data

if [ -s "$data/PG_VERSION" ]; then
  refuse_other_major
  # Another image may have another number for its user.
  find "$data" ! -user postgres -exec chown postgres {} +
else
  initialize
fi

# Reachable by nobody but this script. A crash's log is replayed here, however long that takes.
as_server pg_ctl --pgdata="$data" --silent --wait --timeout=86400 \
  --options="-c listen_addresses= -c hba_file=$own/pg_hba.conf -c unix_socket_directories=$socket" start
set_password
# Names hold no blanks.
for name in $DATABASES; do make_database "$name"; done
as_server pg_ctl --pgdata="$data" --silent --wait --timeout=86400 --mode=fast stop

exec "$step_down" postgres postgres -D "$data" -c hba_file="$own/pg_hba.conf" -c unix_socket_directories="$socket" \
  -c listen_addresses='*' -c max_connections="$MAX_CONNECTIONS" -c password_encryption=scram-sha-256 \
  -c timezone=UTC -c log_timezone=UTC
