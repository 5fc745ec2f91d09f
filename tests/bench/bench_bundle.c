/* bench_bundle.c - what a day of changes weighs when it travels: bytes an op sealed, the same without the free texts
 * in it, and against plain zlib of the same rows; time to write, seal, open and read an op.
 *
 * bench_bundle DATABASE [DATE]: what the terminal wrote there from that day on. */
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

#include "samtale/base/date.h"
#include "samtale/store/change.h"
#include "samtale/sync/bundle.h"
#include "samtale/sync/ops.h"

#define ROUNDS 20
#define FREE_TEXT_LEAST 25 /* bytes; codes, dates and names are shorter */

struct day {
	struct arena arena;
	struct change *changes;
	size_t count, transactions;
	int64_t from_ms;
	size_t text; /* bytes of free texts */
};

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static struct packed kept(struct arena *arena, struct packed bytes)
{
	size_t size = (size_t)(bytes.end - bytes.at);
	const unsigned char *copy = size ? arena_memdup(arena, bytes.at, size) : NULL;

	return (struct packed){ copy, copy ? copy + size : NULL };
}

static bool day_add(void *context, const struct change *change, struct err *err)
{
	struct day *day = context;
	struct change *added;

	(void)err;
	if (change->hlc >> HLC_COUNTER_BITS < day->from_ms)
		return true;
	day->changes = arena_grow(&day->arena, day->changes, day->count, sizeof(*day->changes));
	added = &day->changes[day->count];
	*added = *change;
	added->prev = kept(&day->arena, change->prev);
	added->value = kept(&day->arena, change->value);
	day->transactions += !day->count || added[-1].tx != change->tx;
	day->count++;
	return true;
}

static void value_without_text(struct day *day, struct packed *in, struct str *out)
{
	struct packed_value value;

	if (!unpack_value(in, &value))
		exit(3);
	if (value.type == PACKED_TEXT && value.length >= FREE_TEXT_LEAST) {
		day->text += value.length;
		value.length = 0;
	}
	pack_value_seen(out, &value);
}

/* The same changes with every free text empty. */
static void texts_remove(struct day *day)
{
	struct str bytes;

	str_init(&bytes);
	for (size_t i = 0; i < day->count; i++) {
		struct change *change = &day->changes[i];
		struct packed in = change->value;
		uint64_t mask = 1;

		str_clear(&bytes);
		if (change->column <= CHANGE_CREATION) {
			if (!unpack_number(&in, &mask))
				exit(3);
			pack_number(&bytes, mask);
		}
		for (; mask; mask &= mask - 1)
			value_without_text(day, &in, &bytes);
		change->value =
			kept(&day->arena, (struct packed){ (unsigned char *)bytes.text,
							   (unsigned char *)bytes.text + bytes.length });
	}
	str_done(&bytes);
}

/* As a dump would have them: numbers and values one after the other, nothing said by difference. */
static size_t plain_zlib(const struct day *day)
{
	uLongf size;
	Bytef *compressed;
	struct str rows;

	str_init(&rows);
	for (size_t i = 0; i < day->count; i++) {
		const struct change *change = &day->changes[i];
		const int64_t numbers[] = { change->dot.origin, change->dot.seq, change->hlc,
					    change->tx,		change->rank,	 change->author,
					    change->table,	change->row,	 change->column };

		for (size_t j = 0; j < LENGTH(numbers); j++)
			pack_signed(&rows, numbers[j]);
		str_add_bytes(&rows, change->prev.at, (size_t)(change->prev.end - change->prev.at));
		str_add_bytes(&rows, change->value.at, (size_t)(change->value.end - change->value.at));
	}
	size = compressBound(rows.length);
	compressed = malloc(size);
	if (!compressed ||
	    compress2(compressed, &size, (Bytef *)rows.text, rows.length, Z_BEST_COMPRESSION) != Z_OK)
		exit(3);
	free(compressed);
	str_done(&rows);
	return size;
}

enum step { STEP_WRITE, STEP_SEAL, STEP_OPEN, STEP_READ, STEPS };

struct figures {
	size_t plain, sealed;
	double us[STEPS]; /* of all, in the quickest round */
};

static void round_trip(const struct day *day, struct figures *f)
{
	unsigned char sign_public[SIGN_PUBLIC_BYTES], sign_secret[SIGN_SECRET_BYTES], hash[BUNDLE_HASH_BYTES];
	unsigned char box_public[BOX_PUBLIC_BYTES], box_secret[BOX_SECRET_BYTES];
	struct bundle_header header = {
		.unit = 1, .bseq = 1, .origin = 1, .epoch = 1, .ops = (uint32_t)day->count
	};
	struct ops_encoder *encoder = ops_encoder_new();
	struct str ops, file, plain;
	struct arena arena;
	struct change *came;
	size_t count;
	struct err err;
	double at[STEPS + 1];

	crypto_sign_keypair(sign_public, sign_secret);
	crypto_box_keypair(box_public, box_secret);
	str_init(&ops);
	str_init(&file);
	str_init(&plain);
	arena_init(&arena);
	at[0] = now_us();
	for (size_t i = 0; i < day->count; i++)
		if (!ops_encode(encoder, &day->changes[i], &ops, &err))
			exit(3);
	at[1] = now_us();
	if (!bundle_seal(&header, &ops, box_public, sign_secret, &file, hash, &err))
		exit(3);
	at[2] = now_us();
	if (bundle_check_signature((unsigned char *)file.text, file.length, sign_public) ||
	    bundle_unseal((unsigned char *)file.text, file.length, box_public, box_secret, &plain))
		exit(3);
	at[3] = now_us();
	if (!ops_decode((unsigned char *)plain.text, plain.length, &arena, &came, &count, &err) ||
	    count != day->count)
		exit(3);
	at[4] = now_us();
	f->plain = ops.length;
	f->sealed = file.length;
	for (int i = 0; i < STEPS; i++)
		if (!f->us[i] || at[i + 1] - at[i] < f->us[i])
			f->us[i] = at[i + 1] - at[i];
	arena_done(&arena);
	str_done(&plain);
	str_done(&file);
	str_done(&ops);
	ops_encoder_free(encoder);
}

static void print_figures(const char *what, const struct day *day)
{
	struct figures f = { 0 };
	double ops = (double)day->count;
	size_t zlib = plain_zlib(day);

	for (int i = 0; i < ROUNDS; i++)
		round_trip(day, &f);
	printf("%-21s %6zu ops in %zu transactions; %.1f B an op written, %.1f B sealed; zlib of the rows %.1f B, "
	       "ratio %.2f\n",
	       what, day->count, day->transactions, (double)f.plain / ops, (double)f.sealed / ops,
	       (double)zlib / ops, (double)f.sealed / (double)zlib);
	printf("%-21s write %.2f, seal %.2f, open %.2f, read %.2f µs an op\n", "", f.us[STEP_WRITE] / ops,
	       f.us[STEP_SEAL] / ops, f.us[STEP_OPEN] / ops, f.us[STEP_READ] / ops);
}

int main(int argc, char **argv)
{
	struct store_options options = { .mode = STORE_READ_ONLY };
	struct day day = { .changes = NULL };
	struct date from = { 0 };
	struct store *store;
	struct err err;

	if (argc < 2 || argc > 3 || (argc == 3 && !date_parse_iso(argv[2], &from))) {
		fprintf(stderr, "usage: bench_bundle DATABASE [DATE]\n");
		return 2;
	}
	day.from_ms = from.day * (int64_t)86400000;
	arena_init(&day.arena);
	if (sodium_init() < 0 || !store_open(argv[1], &options, &store, &err) ||
	    !store_changes_each(store, 0, day_add, &day, &err)) {
		fprintf(stderr, "bench_bundle: %s\n", err.text);
		return 3;
	}
	store_close(store);
	if (!day.count)
		return 0;
	print_figures("a bundle", &day);
	texts_remove(&day);
	print_figures("without free texts", &day);
	printf("%-21s %.1f B an op of free text, not compressed\n", "", (double)day.text / (double)day.count);
	arena_done(&day.arena);
	return 0;
}
