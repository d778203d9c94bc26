#!/bin/sh
# Runs once, when the database server is made: a role of Stockroom's own that owns its database and
# can do nothing else, and no way into any database for everybody.
set -eu

psql -v ON_ERROR_STOP=1 -q -U "${POSTGRES_USER:-postgres}" -d postgres \
  -v password="$(cat /secrets/password)" <<'SQL'
create role stockroom login password :'password' nosuperuser nocreatedb nocreaterole noreplication;
create database stockroom owner stockroom encoding 'UTF8' template template0;
revoke connect, temporary on database stockroom, postgres, template1 from public;
SQL
