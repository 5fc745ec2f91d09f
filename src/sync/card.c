#include "card.h"

#include <stdio.h>
#include <string.h>

#include "signed_text.h"

#define CARD_KIND "SAMTALE CARD 1"

const char *card_name(uint32_t origin, char name[CARD_NAME_SIZE])
{
	snprintf(name, CARD_NAME_SIZE, "card/%u.smt", origin);
	return name;
}

void card_write(uint32_t origin, const unsigned char sign_public[SIGN_PUBLIC_BYTES],
		const unsigned char box_public[BOX_PUBLIC_BYTES],
		const unsigned char invite_secret[SIGN_SECRET_BYTES], struct str *out)
{
	json_t *card = json_pack("{s:I, s:o, s:o}", "origin", (json_int_t)origin, "sign",
				 signed_text_of_hex(sign_public, SIGN_PUBLIC_BYTES), "box",
				 signed_text_of_hex(box_public, BOX_PUBLIC_BYTES));

	signed_text_put(CARD_KIND, card, invite_secret, out);
}

bool card_read(const unsigned char *bytes, size_t size, struct ring_terminal *terminal)
{
	unsigned char sign_public[SIGN_PUBLIC_BYTES], box_public[BOX_PUBLIC_BYTES];
	json_t *card = signed_text_read(bytes, size, CARD_KIND, terminal->invite_public);
	int64_t origin;
	bool whole = card && signed_text_number(card, "origin", ID_ORIGIN_MAX, &origin) &&
		     origin == terminal->origin &&
		     signed_text_hex(card, "sign", sign_public, SIGN_PUBLIC_BYTES) &&
		     signed_text_hex(card, "box", box_public, BOX_PUBLIC_BYTES);

	json_decref(card);
	if (!whole)
		return false;
	memcpy(terminal->sign_public, sign_public, SIGN_PUBLIC_BYTES);
	memcpy(terminal->box_public, box_public, BOX_PUBLIC_BYTES);
	terminal->has_card = true;
	return true;
}
