#!/bin/sh
# Three databases, each with a role of its own: words, keys, and Rasa's events. Rasa's role can open no other than its own.
# The PostgreSQL image runs this once, when its volume is new. By hand: with PGHOST, PGUSER and the three passwords set.
set -eu
for name in selfmap selfmap_keys rasa; do
    case $name in
        selfmap) password=$SELFMAP_DATABASE_PASSWORD ;;
        selfmap_keys) password=$SELFMAP_KEYS_PASSWORD ;;
        rasa) password=$RASA_DATABASE_PASSWORD ;;
    esac
    psql -v ON_ERROR_STOP=1 -v name="$name" -v password="$password" --quiet --dbname "${POSTGRES_DB:-postgres}" ${POSTGRES_USER:+--username "$POSTGRES_USER"} <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name" ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
