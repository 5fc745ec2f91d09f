#include "samtale/sync/purge_order.h"

#include <sodium.h>
#include <string.h>

#include "samtale/base/str.h"
#include "samtale/base/tr.h"
#include "samtale/store/read_model.h"
#include "samtale/sync/ops.h"
#include "sync_parts.h"

/* "samtale-purge-1", the realm, the citizen's number (8 bytes, least first), the reason; after a NUL the rows. */
static void order_message(const struct purge_order *order, const struct self *self, struct str *message)
{
	str_add(message, "samtale-purge-1");
	str_add_bytes(message, self->realm.realm, ID_REALM_BYTES);
	for (int i = 0; i < 8; i++)
		str_add_char(message, (char)((uint64_t)order->citizen >> (8 * i)));
	str_add(message, order->reason);
	if (order->removed_size) {
		str_add_char(message, '\0');
		str_add_bytes(message, order->removed, order->removed_size);
	}
}

bool purge_order_is_signed(const struct purge_order *order, const struct self *self)
{
	struct str message;
	bool is_signed;

	if (order->signature_size != crypto_sign_BYTES)
		return false;
	str_init(&message);
	order_message(order, self, &message);
	is_signed = !crypto_sign_verify_detached(order->signature, (const unsigned char *)message.text,
						 message.length, self->admin_public);
	str_done(&message);
	return is_signed;
}

static bool order_give(struct store *store, const struct self *self, struct purge_order *order, struct err *err)
{
	unsigned char signature[crypto_sign_BYTES];
	struct str message;

	if (!self->is_admin)
		return err_set(err, ERR_REFUSED, "%s",
			       _("Only the administrator's terminal can order that. Ask the administrator."));
	str_init(&message);
	order_message(order, self, &message);
	crypto_sign_detached(signature, NULL, (const unsigned char *)message.text, message.length,
			     self->admin_secret);
	str_done(&message);
	order->signature = signature;
	order->signature_size = sizeof(signature);
	return store_purge_order_add(store, order, err);
}

/* ---- what was sent ----------------------------------------------------------------------------- */

/* What of the bundle is not about removed rows, encoded anew; *less: there is less of it than there was. */
static bool sent_filter(struct store *store, const struct stream_bundle *bundle, struct arena *arena, struct str *ops,
			bool *less, struct err *err)
{
	struct ops_encoder *encoder = ops_encoder_new();
	struct change *changes;
	size_t count = 0;
	bool done = ops_decode(bundle->ops, bundle->ops_size, arena, &changes, &count, err);

	*less = false;
	for (size_t i = 0; done && i < count; i++) {
		bool erased;

		done = store_row_is_erased(store, changes[i].table, changes[i].row, &erased, err) &&
		       (erased || ops_encode(encoder, &changes[i], ops, err));
		*less = *less || (done && erased);
	}
	ops_encoder_free(encoder);
	return done;
}

static bool bundle_erase(struct store *store, const struct stream_bundle *bundle, struct err *err)
{
	struct arena arena;
	struct str ops;
	bool less, done;

	if (!bundle->ops_size)
		return true;
	arena_init(&arena);
	str_init(&ops);
	done = sent_filter(store, bundle, &arena, &ops, &less, err) &&
	       (!less || store_stream_ops_put(store, bundle->unit, bundle->bseq, ops.text, ops.length, err));
	str_done(&ops);
	arena_done(&arena);
	return done;
}

/* Our own bundles lie here readable, too, for a hub that keeps tables, until they are received. */
static bool sent_erase(struct store *store, struct err *err)
{
	struct stream_bundle *bundles;
	struct arena arena;
	size_t count;
	bool done;

	arena_init(&arena);
	done = store_stream_list(store, STREAM_ACKED, true, &arena, &bundles, &count, err);
	for (size_t i = 0; done && i < count; i++)
		done = bundle_erase(store, &bundles[i], err);
	arena_done(&arena);
	return done;
}

/* ---- given ------------------------------------------------------------------------------------- */

bool admin_purge(struct store *store, int64_t citizen, const char *reason, struct err *err)
{
	struct purge_order order = { .citizen = citizen, .reason = reason };
	struct arena arena;
	struct self self;
	bool given;

	if (!self_read(store, &self, err))
		return false;
	arena_init(&arena);
	given = store_begin(store, err) &&
		store_finish(store,
			     store_removal_rows(store, citizen, &arena, &order, err) &&
				     order_give(store, &self, &order, err) && sent_erase(store, err),
			     err);
	arena_done(&arena);
	self_forget(&self);
	return given && store_log_empty(store, err);
}

/* ---- at the others ----------------------------------------------------------------------------- */

static bool order_do(struct run *run, const struct purge_order *order, struct err *err)
{
	int64_t kept;

	if (purge_order_is_signed(order, &run->self)) {
		run->report->purged_citizens++;
		if (!store_begin(run->store, err) ||
		    !store_finish(run->store,
				  store_purge_order_do(run->store, order, &kept, err) &&
					  sent_erase(run->store, err),
				  err))
			return false;
		if (kept)
			run_trouble(run, "purged", UNIT_COMMON, id_origin(order->id), 0,
				    _("It asks for a citizen to be removed whose time is up, and that is done. What was "
				      "written here about the citizen and has no receipt yet is kept aside: open it on the "
				      "sync screen, and carry it over or withdraw it."));
		return true;
	}
	run_trouble(run, "purge", UNIT_COMMON, id_origin(order->id), 0,
		    _("It asks for a citizen to be removed, and the administrator has not signed that. Nothing is "
		      "removed; tell the administrator."));
	return store_anomaly_add(run->store, "purge", UNIT_COMMON, id_origin(order->id), 0, "not signed", err);
}

bool sync_purge_orders(struct run *run, struct err *err)
{
	struct purge_order *orders;
	size_t count;

	if (run->options->dry_run)
		return true;
	if (!store_purge_orders(run->store, &run->lasting, &orders, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!order_do(run, &orders[i], err))
			return false;
	return true;
}
