/* bundle_fault.c - why a bundle was not taken, in a sentence and in a word. */
#include "samtale/base/tr.h"
#include "samtale/sync/bundle.h"

static const struct {
	const char *code, *text;
} faults[] = {
	[BUNDLE_WHOLE] = { "whole",
		N_("The file is whole.") },
	[BUNDLE_NOT_ONE] = { "not_one",
		N_("The file does not come from a terminal. It is left where it lies.") },
	[BUNDLE_SHORT] = { "short",
		N_("The file is shorter than it says itself: it was cut off, or is still being copied. "
		   "It is tried again at the next sync.") },
	[BUNDLE_LONG] = { "long",
		N_("The file is longer than it says itself: something was added to it. It is not taken "
		   "in; ask for it to be sent again.") },
	[BUNDLE_VERSION] = { "version",
		N_("The file was written by a newer Samtale. It waits until the newer one is installed "
		   "here.") },
	[BUNDLE_REALM] = { "realm",
		N_("The file belongs to another installation. Check which folder or server is used.") },
	[BUNDLE_UNIT] = { "unit",
		N_("The file lies in a place that is not its own: another unit's, another terminal's or "
		   "another number's. It was moved or renamed, and is not taken in.") },
	[BUNDLE_SENDER] = { "sender",
		N_("The terminal that wrote the file is not enrolled, or has been shut out. Ask the "
		   "administrator.") },
	[BUNDLE_SIGNATURE] = { "signature",
		N_("The file was altered after the terminal had signed it. It is not taken in; tell the "
		   "administrator.") },
	[BUNDLE_GAP] = { "gap",
		N_("The file waits: what the terminal sent before it has not come yet.") },
	[BUNDLE_FORK] = { "fork",
		N_("The terminal has sent two different files under the same number; it was probably "
		   "restored from a backup, or copied. Nothing more is taken from it until the "
		   "administrator has looked at it.") },
	[BUNDLE_CHAIN] = { "chain",
		N_("The file does not follow what was taken from the terminal before it. It is not "
		   "taken in; tell the administrator.") },
	[BUNDLE_KEY] = { "key",
		N_("This terminal has no key to the file. It is taken in when the administrator has "
		   "given the terminal one.") },
	[BUNDLE_SEAL] = { "seal",
		N_("The file cannot be decrypted with the unit's key. It is not taken in; tell the "
		   "administrator.") },
	[BUNDLE_SIZES] = { "sizes",
		N_("The sizes that the file gives do not fit together. It is not taken in; tell the "
		   "administrator.") },
	[BUNDLE_CONTENT] = { "content",
		N_("The file was decrypted, but what is in it cannot be read. It is not taken in; tell "
		   "the administrator.") },
};

const char *bundle_fault_text(enum bundle_fault fault)
{
	return _(faults[fault].text);
}

const char *bundle_fault_code(enum bundle_fault fault)
{
	return faults[fault].code;
}
