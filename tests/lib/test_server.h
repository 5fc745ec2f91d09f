/* test_server.h - the PostgreSQL server that tests/lib/postgres.sh has started, as a test program sees it. */
#ifndef SAMTALE_TESTS_TEST_SERVER_H
#define SAMTALE_TESTS_TEST_SERVER_H

#include <stdbool.h>

#include "samtale/base/arena.h"

/* Once, before anything else. */
void server_begin(void);
const char *server_admin(void);	 /* the administrator's address */
const char *server_folder(void); /* certificates in cert/ */
const char *server_port(void);
void server_control(const char *what); /* "stop", "stop immediate", "start" */
/* The address of a role, with the certificate of another; NULL: with none. In the arena. */
const char *server_address(struct arena *arena, const char *role, const char *certificate);
/* The first value of what the administrator asks; "" when there is none. An error fails the test. */
const char *server_asked(struct arena *arena, const char *sql);
/* The first value, or the SQLSTATE, as a role that shows its own certificate asks. */
const char *server_asked_as(struct arena *arena, const char *role, const char *sql);
void server_clear(struct arena *arena); /* no hub in the database */

#endif
