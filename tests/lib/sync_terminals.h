/* sync_terminals.h - terminals with real databases that are enrolled at a folder hub and exchange through it.
 * All of it fails the test when something that must work does not. */
#ifndef SAMTALE_TESTS_SYNC_TERMINALS_H
#define SAMTALE_TESTS_SYNC_TERMINALS_H

#include "samtale/sync/enrol.h"
#include "samtale/sync/sync.h"
#include "store_fixture.h"

#define TERMINALS_MOST 4
#define SCENE_NOW INT64_C(1795420800000) /* when terminals are enrolled: UTC ms */

struct sync_scene {
	char folder[64]; /* of it all */
	char hub[80], home[TERMINALS_MOST][80];
	struct store *stores[TERMINALS_MOST]; /* 0: the administrator's */
	uint32_t origins[TERMINALS_MOST];
	unsigned char realm[ID_REALM_BYTES];
	int seed; /* each scene is an installation of its own */
	int count;
	int minutes; /* that have passed */
	struct arena arena;
	struct sync_report report; /* of the last run */
	struct err err;
};

/* The terminals are enrolled, in unit 1 and, where named, one other each; NULL none. */
void scene_begin(struct sync_scene *scene, int count, const char *const *units);
void scene_end(struct sync_scene *scene);
/* The same around each test: *state is the scene, of so many terminals in unit 1. */
int scene_of_two(void **state);
int scene_of_three(void **state);
int scene_leave(void **state);
void scene_open(struct sync_scene *scene, int index);
void scene_close(struct sync_scene *scene, int index);

/* Writes by the terminal, each with a minute of its own: a citizen that several may make, a field, a note. */
void scene_citizen(struct sync_scene *scene, int index, int citizen, const char *surname);
void scene_phone(struct sync_scene *scene, int index, int citizen, const char *phone);
void scene_note(struct sync_scene *scene, int index, const char *text);
void scene_sql(struct sync_scene *scene, int index, const char *sql); /* as one transaction, captured */
int64_t scene_number(struct sync_scene *scene, int index, const char *sql);

/* One run against the folder, or another hub. _try: its result; the other must go through. */
bool scene_try(struct sync_scene *scene, int index, struct hub *hub, const struct sync_options *options);
void scene_sync(struct sync_scene *scene, int index);
void scene_sync_all(struct sync_scene *scene, int rounds);
struct hub *scene_hub(struct sync_scene *scene);
const struct sync_trouble *scene_trouble(const struct sync_scene *scene, const char *code); /* NULL none */

/* Same digest everywhere, every database whole, and nothing waits. */
void scene_agrees(struct sync_scene *scene);

/* The paths of a terminal's bundle and receipt at the hub; a file's bytes; a folder's copy in place of another. */
const char *scene_bundle(struct sync_scene *scene, int64_t unit, int index, int64_t bseq);
const char *scene_receipt(struct sync_scene *scene, int64_t unit, int index);
const unsigned char *scene_bytes(struct sync_scene *scene, const char *path, size_t *size);
void scene_copy(struct sync_scene *scene, const char *from, const char *to);

#endif
