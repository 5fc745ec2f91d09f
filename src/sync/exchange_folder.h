/* exchange_folder.h - files in a folder that others write to as well: a share, or a stick that is pulled out.
 *
 * A file is there whole or not at all: it is written beside under a name of its own (".part"), flushed, given
 * its name, and read back. Links, devices and anything else that is not a plain file or folder are refused,
 * never followed. What fails leaves its number in errno; exchange_fail() has the sentences.
 *
 * Access: the owner of the share decides. A new folder or file gets the mode of the folder that it is made in
 * (with its group, where the folder has the setgid bit), so a share for a group stays a group's, and a folder
 * of one person stays that person's; a medium without modes (FAT) is taken as it is. */
#ifndef SAMTALE_SRC_SYNC_EXCHANGE_FOLDER_H
#define SAMTALE_SRC_SYNC_EXCHANGE_FOLDER_H

#include "samtale/sync/hub.h"

#define EXCHANGE_NAME_MOST 200		 /* bytes, of a name with its folders */
#define EXCHANGE_FILE_MOST (600ll << 20) /* bytes; a larger file is none of ours */

/* "unit-3/o17/00000001.smb": small letters, digits, '-', '_' and '.', in folders; no part begins with '.'. */
bool exchange_name_ok(const char *name);

/* A folder below `at`, not by way of a link; make: it is made when it is not there. -1 and errno. */
int exchange_folder(int at, const char *name, bool make);

/* EEXIST: `how` is HUB_ONCE, and another file has the name. A file there that is the beginning of these bytes
 * was cut off by somebody's copying and is replaced. */
NODISCARD bool exchange_write(int folder, const char *name, const void *bytes, size_t size, enum hub_put how);
NODISCARD bool exchange_read(int folder, const char *name, struct arena *arena, const unsigned char **bytes,
			     size_t *size);

/* Calls with each name of ours in the folder, in no order; false stops and is returned. No folder: none. */
NODISCARD bool exchange_each(int folder, bool (*each)(void *context, const char *name), void *context);

/* Removes own files that were never finished and are more than a day older than the file of this name. */
void exchange_sweep(int folder, const char *name);

/* The sentence for errno, about the place `where`; `what` is for the log. */
bool exchange_fail(int number, const char *where, const char *what, struct err *err);

#endif
