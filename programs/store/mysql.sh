#!/bin/sh
# Starts our own MySQL, for any image in which `mysqld` and its client are. The server itself runs the statements of a
# file before anybody can connect: the password of Airflow's user is made the one of the secret and missing databases are
# made, so that a disk that comes from elsewhere works too. The password is in no process list and no log.
set -eu

data=/data/data
# In memory.
own=/run/store

# In a folder beside it: one that was interrupted is not taken for a database.
initialize() {
  rm -rf /data/new
  install -d -o mysql -g mysql -m 0750 /data/new
  mysqld --no-defaults --user=mysql --initialize-insecure --datadir=/data/new
  mv /data/new "$data"
  sync
}

# As text in quotes of SQL.
text() {
  sed -e 's/\\/\\\\/g' -e "s/'/''/g" "$@" | tr -d '\n'
}

# As a name in SQL.
quoted() {
  printf '%s' "$1" | sed -e 's/`/``/g'
}

# As a name in a grant, where `_` stands for any character.
granted() {
  quoted "$1" | sed -e 's/_/\\_/g'
}

# printf, because some shells' echo reads backslashes.
statements() {
  password=$(text /run/secrets/password)
  user=$(printf '%s' "$DATABASE_USER" | text)
  printf "CREATE USER IF NOT EXISTS '%s'@'%%';\n" "$user"
  printf "ALTER USER '%s'@'%%' IDENTIFIED WITH caching_sha2_password BY '%s' ACCOUNT UNLOCK;\n" "$user" "$password"
  # For people on the machine, by the file below.
  printf "ALTER USER 'root'@'localhost' IDENTIFIED WITH caching_sha2_password BY '%s';\n" "$password"
  # Names hold no blanks.
  for name in $DATABASES; do
    printf "CREATE DATABASE IF NOT EXISTS \`%s\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n" "$(quoted "$name")"
    printf "GRANT ALL ON \`%s\`.* TO '%s'@'%%';\n" "$(granted "$name")" "$user"
  done
}

# What clients in here read in place of a password on their command line: `mysql --defaults-extra-file=...`.
client() {
  printf '[client]\nsocket=%s\npassword="' "$own/mysqld.sock"
  sed 's/\\/\\\\/g' /run/secrets/password | tr -d '\n'
  printf '"\n'
}

umask 077
install -d -o mysql -g mysql -m 0750 "$own"
client > "$own/client.cnf"
statements > "$own/start.sql"
chown mysql "$own/start.sql"
chown mysql /data
chmod 0750 /data

if [ -d "$data/mysql" ]; then
  # Another image may have another number for its user.
  find "$data" ! -user mysql -exec chown mysql {} +
else
  initialize
fi

# Without the image's own settings, which may send the log into a file. Nobody reads a log for replication: it would only
# fill the disk. Times and isolation as Airflow asks for them.
exec mysqld --no-defaults --user=mysql --datadir="$data" --init-file="$own/start.sql" --secure-file-priv=NULL \
  --socket="$own/mysqld.sock" --pid-file="$own/mysqld.pid" --bind-address=0.0.0.0 --port=3306 --mysqlx=OFF \
  --skip-name-resolve --skip-log-bin --max-connections="$MAX_CONNECTIONS" \
  --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci \
  --transaction-isolation=READ-COMMITTED --default-time-zone=+00:00 --loose-explicit-defaults-for-timestamp=ON
