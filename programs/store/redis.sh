#!/bin/sh
# Starts our own Redis with the password of the secret, which is in no process list. Waiting tasks are data: every write
# goes to the disk within a second, and nothing is ever evicted.
set -eu

# In memory.
own=/run/store

# As an argument of Redis' own grammar, whatever characters a given password has.
quoted() {
  printf '"'
  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' /run/secrets/password | tr -d '\n'
  printf '"'
}

settings() {
  printf '%s\n' 'dir /data' 'appendonly yes' 'appendfsync everysec' 'maxmemory-policy noeviction' 'tcp-keepalive 60'
  printf 'requirepass %s\n' "$(quoted)"
}

settings > "$own/redis.conf"
printf 'AUTH %s\nPING\n' "$(quoted)" > "$own/ping"

exec docker-entrypoint.sh redis-server "$own/redis.conf"
