/* What PostgreSQL and libpq refuse, in words that say what to do. The password is never among them. */
#include <string.h>

#include "postgres.h"
#include "samtale/base/compiler.h"
#include "samtale/base/tr.h"
#include "samtale/sync/hub_server.h"

/* The first line, without "FATAL: " and the like, for the log. */
static bool tell(struct err *err, const char *words)
{
	const char *end = strchr(words, '\n');

	return err_detail(err, "%.*s", end ? (int)(end - words) : (int)strlen(words), words);
}

/* ---- a connection that could not be opened ------------------------------------------------------- */

struct refusal {
	const char *words; /* in libpq's or the server's message */
	enum err_code code;
	const char *text;
};

#define CERTIFICATE_TEXT \
	N_("The hub refuses this terminal's certificate. Check sslcert and sslkey in the address, and that the " \
	   "certificate's name is the terminal's role; else ask the administrator for a new one.")
#define SERVER_TEXT \
	N_("The hub's server cannot prove that it is the right one. Check the name in the address and sslrootcert; " \
	   "nothing was sent.")
#define ROLE_TEXT \
	N_("The hub does not let this terminal in. Ask the administrator whether it is enrolled, or was shut out.")
#define PASSWORD_TEXT N_("The hub asks for a password. Put it into ~/.pgpass, or use a certificate.")

/* From the most particular to the least. */
static const struct refusal refusals[] = {
	{ "certificate authentication failed", ERR_REFUSED, CERTIFICATE_TEXT },
	{ "valid client certificate", ERR_REFUSED, CERTIFICATE_TEXT },
	{ "alert", ERR_REFUSED, CERTIFICATE_TEXT },
	{ "could not load private key", ERR_REFUSED, CERTIFICATE_TEXT },
	{ "private key file", ERR_REFUSED, CERTIFICATE_TEXT },
	{ "certificate file", ERR_REFUSED, CERTIFICATE_TEXT },
	{ "certificate verify failed", ERR_REFUSED, SERVER_TEXT },
	{ "server certificate for", ERR_REFUSED, SERVER_TEXT },
	{ "root certificate", ERR_REFUSED, SERVER_TEXT },
	{ "does not support SSL", ERR_REFUSED, SERVER_TEXT },
	{ "password authentication failed", ERR_REFUSED,
	  N_("The hub refuses the password. Correct it in ~/.pgpass, or use a certificate.") },
	{ "no pg_hba.conf entry", ERR_REFUSED,
	  N_("The hub takes no connection of this kind. Terminals come with TLS and a certificate of their own: see the "
	     "part about PostgreSQL in samtale(1).") },
	{ "is not permitted to log in", ERR_REFUSED, ROLE_TEXT },
	{ "does not exist", ERR_REFUSED, ROLE_TEXT },
};

bool postgres_fail_open(const char *conninfo, PGconn *connection, struct err *err)
{
	const char *words = connection ? PQerrorMessage(connection) : "";
	struct arena arena;

	if (connection && PQconnectionNeedsPassword(connection))
		return err_set(err, ERR_REFUSED, "%s", _(PASSWORD_TEXT)), tell(err, words);
	for (size_t i = 0; i < LENGTH(refusals); i++)
		if (strstr(words, refusals[i].words))
			return err_set(err, refusals[i].code, "%s", _(refusals[i].text)), tell(err, words);
	arena_init(&arena);
	err_set(err, ERR_IO,
		_("The hub does not answer: %s. Everything is kept here, and goes the next time it is reached."),
		hub_shown(conninfo, &arena));
	arena_done(&arena);
	return tell(err, words);
}

/* ---- an answer that was none --------------------------------------------------------------------- */

static const struct refusal states[] = {
	{ "HB001", ERR_REFUSED,
	  N_("Another terminal has already sent under this terminal's name: this database is a copy, or was restored.") },
	{ "HB002", ERR_REFUSED, N_("The hub lacks what this terminal sent before.") },
	{ "HB003", ERR_REFUSED, N_("What this terminal sends does not follow what the hub has of it.") },
	{ "HB004", ERR_REFUSED, N_("The hub does not let this terminal do that. Ask the administrator.") },
	{ "HB005", ERR_REFUSED, N_("The hub has another file under that name already.") },
	{ "42501", ERR_REFUSED, N_("The hub does not let this terminal do that. Ask the administrator.") },
	{ "23514", ERR_INPUT, N_("The hub takes no file of that name or size.") },
	{ "3F000", ERR_MISSING, N_("The database is no hub yet. The administrator makes it one: samtale hub init.") },
	{ "42P01", ERR_MISSING, N_("The database is no hub yet. The administrator makes it one: samtale hub init.") },
	{ "42883", ERR_MISSING, N_("The database is no hub yet. The administrator makes it one: samtale hub init.") },
	{ "53100", ERR_FULL, N_("The hub's disk is full. Everything is kept here; tell the administrator.") },
	{ "XX001", ERR_DAMAGED, N_("The hub's database is damaged. Everything is kept here; tell the administrator.") },
	{ "XX002", ERR_DAMAGED, N_("The hub's database is damaged. Everything is kept here; tell the administrator.") },
};

bool postgres_fail(PGconn *connection, const PGresult *answer, struct err *err)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
	const char *words = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);

	for (size_t i = 0; state && i < LENGTH(states); i++) {
		if (strcmp(state, states[i].words))
			continue;
		err_set(err, states[i].code, "%s", _(states[i].text));
		if (!strcmp(state, "42501"))
			return err_detail(err, "ACCESS: %s", words ? words : "");
		return tell(err, words ? words : "");
	}
	err_set(err, ERR_IO, "%s",
		_("The hub broke off. Everything is kept here, and goes the next time it is reached."));
	return err_detail(err, "%s %s", state ? state : "-", words ? words : PQerrorMessage(connection));
}
