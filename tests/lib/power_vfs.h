/* power_vfs.h - a disk whose power can be cut: SQLite's own file system, which keeps every write to one database and
 * its write-ahead log in mind and can make the files anew as they might lie there after a cut at any moment.
 *
 * What was synced is there. Of what came after the file's last sync every write is there, is not, or is there in some of
 * its sectors only; the order they were made in means nothing. */
#ifndef SAMTALE_TESTS_POWER_VFS_H
#define SAMTALE_TESTS_POWER_VFS_H

#include <stddef.h>
#include <stdint.h>

void power_install(void);             /* before the database is opened */
void power_record(const char *path);  /* from now on, for this database, which lies there as it is */
void power_acknowledge(int64_t number); /* somebody has just been told that this much is saved */
void power_stop(void);                /* no more; what was recorded stays for power_cut() until power_record() */

size_t power_moments(void);
int64_t power_acknowledged(size_t moment); /* the last number told before it, 0 none */
/* Writes the two files; drawn(n) gives 0 .. n - 1. */
void power_cut(size_t moment, uint32_t (*drawn)(uint32_t most));

#endif
