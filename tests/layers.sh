#!/bin/sh
# layers.sh - no file includes a layer above its own, and the libraries that only one layer may know stay there.
set -eu
cd "${srcdir:-$(dirname "$0")/..}"
passed=0
failed=0

# What each layer may include of ours, besides itself.
allowed() {
	case $1 in
	base) echo ;;
	domain) echo base ;;
	guide | store) echo base domain ;;
	letter) echo base domain ;;
	exchange) echo base domain store ;;
	sync) echo base domain store ;;
	ui) echo base domain guide ;;
	term) echo base ui ;;
	app) echo base domain guide store letter exchange sync ui term ;;
	esac
}

# The system headers a layer may not know.
forbidden() {
	case $1 in
	base) echo 'sqlite3.h curses.h confuse.h libxml/' ;;
	domain) echo 'sqlite3.h curses.h confuse.h libxml/ stdio.h time.h' ;;
	guide) echo 'sqlite3.h curses.h' ;;
	store) echo 'curses.h confuse.h libxml/' ;;
	ui) echo 'sqlite3.h curses.h confuse.h libxml/ time.h' ;;
	term) echo 'sqlite3.h confuse.h libxml/' ;;
	*) echo 'curses.h' ;;
	esac
}

report() { # what, offending lines
	if [ -z "$2" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'not so: %s\n%s\n' "$1" "$2"
	fi
}

for layer in base domain guide store letter exchange sync ui term app; do
	may="$layer $(allowed $layer)"
	files=$(find "src/$layer" "include/samtale/$layer" -name '*.[ch]' 2>/dev/null || true)
	[ -n "$files" ] || continue
	bad=
	for other in base domain guide store sync letter exchange ui term app; do
		case " $may " in *" $other "*) continue ;; esac
		bad="$bad$(grep -nE "#include \"(samtale/)?$other/" $files || true)"
	done
	report "$layer includes only $may" "$bad"
	bad=
	for header in $(forbidden $layer); do
		bad="$bad$(grep -nE "#include <[^>]*$header" $files || true)"
	done
	report "$layer knows nothing of $(forbidden $layer)" "$bad"
done
report 'only src/app reads the clock and the environment' \
	"$(grep -nE '\b(time|clock_gettime|gettimeofday|getenv|setlocale|rand|random)\(' \
		$(find src -path src/app -prune -o -name '*.c' -print) | grep -vE '^src/term/.*(setlocale|getenv)' || true)"
report 'SQL stands in src/store only, PostgreSQL'"'"'s in the files of its hub' \
	"$(grep -nE '"(SELECT|INSERT|UPDATE|DELETE) ' $(find src -path src/store -prune -o -path 'src/sync/hub_postgres*' -prune -o \
		-path 'src/sync/hub_read*' -prune -o -name '*.[ch]' -print) || true)"
report 'only src/sync knows libpq' \
	"$(grep -n 'include <libpq' $(find src include -path src/sync -prune -o -name '*.[ch]' -print) || true)"
for header in $(find include -name '*.h'); do
	if ! ${CC:-cc} -std=gnu11 -Iinclude -fsyntax-only -x c "$header" 2>/dev/null; then
		report "$header compiles alone" "$header"
	fi
done
report 'every public header compiles alone' ''
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
