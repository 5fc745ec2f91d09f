/* fuzz_xlsform.c - XLSForms as CSV from anywhere: libFuzzer's target. */
#include "fuzz_form.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_form(".csv", bytes, size);
	return 0;
}
