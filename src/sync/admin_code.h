/* admin_code.h - the administrator's key as it stands on paper.
 *
 * Four lines of sixteen digits (typed_code.h): the line's number, thirteen digits of the key, and two that check the
 * line, so that a mistyped line is named. The key is the seed of the administrator's signing key pair, which is all
 * that cannot be had from the hub: the units' keys are sealed to it in the keyring. */
#ifndef SAMTALE_SRC_SYNC_ADMIN_CODE_H
#define SAMTALE_SRC_SYNC_ADMIN_CODE_H

#include <sodium.h>

#include "samtale/sync/enrol.h"

void admin_code_make(const unsigned char seed[crypto_sign_SEEDBYTES], char code[ADMIN_CODE_SIZE]);
/* ERR_INPUT: what was typed is no such code; the sentence names the line. */
NODISCARD bool admin_code_read(const char *typed, unsigned char seed[crypto_sign_SEEDBYTES], struct err *err);

#endif
