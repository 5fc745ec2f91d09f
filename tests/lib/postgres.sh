# postgres.sh - a PostgreSQL server of a test's own: a folder, a port on loopback, TLS, and a certificate a role.
# Sourced. Never touches a cluster that is on the machine already.
#
#   postgres_start          starts it; 77 when no server's programs are here. Then these are exported:
#     POSTGRES_ADMIN          address of the administrator's connection (a superuser, by the folder's socket)
#     POSTGRES_FOLDER         where all of it is; $POSTGRES_FOLDER/control stop|start|psql
#   postgres_address ROLE   prints the address of a terminal's role ("t2"), with its certificate, made now if need be
#   postgres_sql SQL        asks as the administrator; prints bare values
#   postgres_stop           stops it and removes the folder; call it from the EXIT trap
#
# POSTGRES_SETTINGS: more for the server, as "-c name=value". A test's server does not flush to disk unless it says so.

postgres_bin() {
	for bin in "$(pg_config --bindir 2> /dev/null)" /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
		[ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && [ -x "$bin/psql" ] && echo "$bin" && return
	done
	return 77
}

# The server refuses to be root.
postgres_as() {
	if [ "$(id -u)" = 0 ]; then
		runuser -u "$POSTGRES_USER" -- "$@"
	else
		"$@"
	fi
}

postgres_authority() {
	(cd "$POSTGRES_FOLDER/cert" &&
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$1 CA" \
			-keyout "$1.key" -out "$1.crt" 2> /dev/null)
}

# postgres_certificate NAME [AUTHORITY]: NAME.crt and NAME.key in $POSTGRES_FOLDER/cert
postgres_certificate() {
	(
		cd "$POSTGRES_FOLDER/cert" || exit 1
		[ -f "$1.crt" ] && exit 0
		umask 077
		openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" \
			-keyout "$1.key" -out "$1.csr" 2> /dev/null
		printf 'subjectAltName=DNS:%s\n' "$1" > "$1.ext"
		openssl x509 -req -in "$1.csr" -CA "${2:-root}.crt" -CAkey "${2:-root}.key" -CAcreateserial -days 2 \
			-extfile "$1.ext" -out "$1.crt" 2> /dev/null
	)
}

postgres_address() {
	postgres_certificate "$1" >&2 || return 1
	printf 'postgresql://%s@localhost:%s/hub?hostaddr=127.0.0.1&sslcert=%s&sslkey=%s&sslrootcert=%s\n' "$1" "$POSTGRES_PORT" \
		"$POSTGRES_FOLDER/cert/$1.crt" "$POSTGRES_FOLDER/cert/$1.key" "$POSTGRES_FOLDER/cert/root.crt"
}

postgres_sql() {
	psql -X -q -t -A -v ON_ERROR_STOP=1 "$POSTGRES_ADMIN" -c "$1"
}

postgres_rules() {
	cat << EOF
local all hubadmin trust
hostssl all +hub_terminal 127.0.0.1/32 cert clientcert=verify-full
hostssl all secretive 127.0.0.1/32 scram-sha-256
EOF
}

postgres_control() {
	if [ "$(id -u)" = 0 ]; then run="runuser -u $POSTGRES_USER --"; else run=; fi
	cat << EOF
#!/bin/sh
# stop [immediate] | start
data='$POSTGRES_FOLDER/data'
case \$1 in
stop) $run '$POSTGRES_BIN/pg_ctl' -D "\$data" -m "\${2:-fast}" -w stop > /dev/null ;;
start) $run '$POSTGRES_BIN/pg_ctl' -D "\$data" -l '$POSTGRES_FOLDER/log' -w -t 60 start > /dev/null ;;
psql) shift; exec psql -X -q -t -A -v ON_ERROR_STOP=1 '$POSTGRES_ADMIN' "\$@" ;;
esac
EOF
}

postgres_settings() {
	cat << EOF
listen_addresses = '127.0.0.1'
port = $POSTGRES_PORT
unix_socket_directories = '$POSTGRES_FOLDER/socket'
ssl = on
ssl_cert_file = '$POSTGRES_FOLDER/server/localhost.crt'
ssl_key_file = '$POSTGRES_FOLDER/server/localhost.key'
ssl_ca_file = '$POSTGRES_FOLDER/server/root.crt'
max_connections = 40
shared_buffers = '128MB'
fsync = off
lc_messages = 'C'
client_min_messages = warning
EOF
	for setting in ${POSTGRES_SETTINGS-}; do
		[ "$setting" = -c ] || echo "$setting"
	done
}

postgres_start() {
	POSTGRES_BIN=$(postgres_bin) || { echo 'no PostgreSQL server here: install postgresql'; return 77; }
	command -v openssl > /dev/null || { echo 'no openssl here'; return 77; }
	PATH=$POSTGRES_BIN:$PATH
	POSTGRES_USER=postgres
	id -u postgres > /dev/null 2>&1 || POSTGRES_USER=nobody
	trap 'exit 99' HUP INT TERM # a shell that is stopped so goes by its EXIT trap
	POSTGRES_FOLDER=$(mktemp -d /tmp/samtale-pg.XXXXXX) || return 99
	export POSTGRES_FOLDER
	mkdir "$POSTGRES_FOLDER/cert" "$POSTGRES_FOLDER/server" "$POSTGRES_FOLDER/socket" "$POSTGRES_FOLDER/data"
	postgres_authority root && postgres_authority other && postgres_certificate localhost || return 99
	cp "$POSTGRES_FOLDER/cert/localhost.crt" "$POSTGRES_FOLDER/cert/localhost.key" "$POSTGRES_FOLDER/cert/root.crt" \
		"$POSTGRES_FOLDER/server/"
	: > "$POSTGRES_FOLDER/log"
	chmod 755 "$POSTGRES_FOLDER"
	if [ "$(id -u)" = 0 ]; then
		chown -R "$POSTGRES_USER" "$POSTGRES_FOLDER/data" "$POSTGRES_FOLDER/server" "$POSTGRES_FOLDER/socket" \
			"$POSTGRES_FOLDER/log"
	fi
	(cd "$POSTGRES_FOLDER" && postgres_as "$POSTGRES_BIN/initdb" -D "$POSTGRES_FOLDER/data" -U hubadmin -A trust -E UTF8 \
		--locale=C --no-sync > initdb.log 2>&1) || { cat "$POSTGRES_FOLDER/initdb.log"; return 99; }
	postgres_rules > "$POSTGRES_FOLDER/data/pg_hba.conf"
	cp "$POSTGRES_FOLDER/data/postgresql.conf" "$POSTGRES_FOLDER/defaults.conf"
	for try in 1 2 3 4 5 6 7 8 9 10; do
		POSTGRES_PORT=$((20000 + ($$ * 7 + try * 1009) % 20000))
		POSTGRES_ADMIN="postgresql://hubadmin@/hub?host=$POSTGRES_FOLDER/socket&port=$POSTGRES_PORT"
		{ cat "$POSTGRES_FOLDER/defaults.conf"; postgres_settings; } > "$POSTGRES_FOLDER/data/postgresql.conf"
		postgres_control > "$POSTGRES_FOLDER/control"
		chmod 755 "$POSTGRES_FOLDER/control"
		if (cd "$POSTGRES_FOLDER" && ./control start) 2> /dev/null; then
			export POSTGRES_PORT POSTGRES_ADMIN
			psql -X -q "postgresql://hubadmin@/postgres?host=$POSTGRES_FOLDER/socket&port=$POSTGRES_PORT" \
				-c 'CREATE DATABASE hub' || return 99
			return 0
		fi
	done
	cat "$POSTGRES_FOLDER/log"
	return 99
}

postgres_stop() {
	[ -n "${POSTGRES_FOLDER-}" ] || return 0
	(cd "$POSTGRES_FOLDER" && ./control stop immediate) 2> /dev/null
	rm -rf "$POSTGRES_FOLDER"
}
