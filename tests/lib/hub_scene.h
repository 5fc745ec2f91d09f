/* hub_scene.h - a hub on the test's server with a few terminals, made anew for each test: 2 (units 1 and 2), 3 (unit 1),
 * 4 (unit 2) and 9 (the hub's worker). What a test asks for that fails, fails the test. */
#ifndef SAMTALE_TESTS_HUB_SCENE_H
#define SAMTALE_TESTS_HUB_SCENE_H

#include "hub_bundles.h"
#include "samtale/sync/hub_server.h"
#include "test_server.h"

extern struct arena arena; /* the test's */
extern struct err err;

int scene_setup(void **state); /* for cmocka */
int scene_teardown(void **state);

const char *asked(const char *sql); /* by the administrator */
const char *address(const char *role, const char *certificate);
struct hub *scene_open(const char *where);
struct hub *scene_as(const char *role);
struct hub *scene_admin(void);
void scene_members(bool is_two_shut_out);
void scene_publish(struct hub *hub, const struct hub_bundle *bundle);
int64_t scene_feed_last(int unit);

void assert_not_let_in(const char *where, enum err_code code, const char *words);
void assert_refused(bool done, const char *word); /* ERR_REFUSED, and the detail begins so */
void assert_dense(int unit);			  /* the feed's numbers are 1, 2, 3 ... last */

#endif
