/* The books of the exchange: our bundles follow each other, nothing is sealed that was not written, and what is kept for
 * others can be read. */
#include "verification.h"

#include "samtale/base/tr.h"

static const struct {
	const char *table, *sql, *text;
} stream_checks[] = {
	{ "stream_out",
	  "SELECT bseq FROM stream_out o WHERE length(hash) IS NOT 32 OR (bseq > 1 AND (SELECT hash FROM stream_out p"
	  " WHERE p.unit = o.unit AND p.bseq = o.bseq - 1) IS NOT prev)",
	  N_("A bundle that was sent, or is to be sent, does not follow the one before it.") },
	{ "stream_out", "SELECT bseq FROM stream_out WHERE state < 2 AND (blob IS NULL OR length(blob) = 0)",
	  N_("A bundle that nobody has received is not here any more.") },
	{ "stream_out", "SELECT bseq FROM stream_out WHERE last > ifnull((SELECT max(seq) FROM oplog), 0)",
	  N_("A bundle holds changes that the log does not know. Restore the latest backup.") },
	{ "sync_self",
	  "SELECT v FROM sync_self WHERE k = 'sealed' AND v > ifnull((SELECT max(seq) FROM oplog), 0)",
	  N_("More was sent than the log knows. Restore the latest backup.") },
	{ "stream_in", "SELECT bseq FROM stream_in WHERE bseq < 1 OR length(hash) IS NOT 32",
	  N_("The database does not say what it has received of another terminal.") },
	{ "purged_row",
	  "SELECT row FROM purged_row r WHERE NOT EXISTS(SELECT 1 FROM purged p WHERE p.citizen = r.citizen)"
	  " AND NOT EXISTS(SELECT 1 FROM citizen z WHERE z.id = r.citizen)",
	  N_("A removed row belongs to a citizen who was not removed.") },
	{ "forward", "SELECT row FROM forward f WHERE NOT EXISTS(SELECT 1 FROM purged p WHERE p.citizen = f.citizen)",
	  N_("A change waits to be sent on for a citizen who was not removed.") },
};

bool verify_streams(struct verification *v, struct err *err)
{
	for (size_t i = 0; i < LENGTH(stream_checks); i++)
		if (!findings_of(v, stream_checks[i].sql, stream_checks[i].table, _(stream_checks[i].text), err))
			return false;
	return true;
}
