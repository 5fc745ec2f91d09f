/* fuzz_xlsx.c - workbooks from anywhere: libFuzzer's target. */
#include "fuzz_form.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_form(".xlsx", bytes, size);
	return 0;
}
