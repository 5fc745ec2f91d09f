/* card.h - a terminal's own public keys, "card/<origin>.smt": a signed text of origin, sign and box, signed
 * by the one-time key of its invitation, whose public half stands in the keyring. Written once. */
#ifndef SAMTALE_SRC_SYNC_CARD_H
#define SAMTALE_SRC_SYNC_CARD_H

#include "samtale/sync/keyring.h"

#define CARD_NAME_SIZE 32
const char *card_name(uint32_t origin, char name[CARD_NAME_SIZE]);

void card_write(uint32_t origin, const unsigned char sign_public[SIGN_PUBLIC_BYTES],
		const unsigned char box_public[BOX_PUBLIC_BYTES],
		const unsigned char invite_secret[SIGN_SECRET_BYTES], struct str *out);
/* Fills the terminal's keys and has_card; false: the bytes are not its card, and nothing is changed. */
bool card_read(const unsigned char *bytes, size_t size, struct ring_terminal *terminal);

#endif
