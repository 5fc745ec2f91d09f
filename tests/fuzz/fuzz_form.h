/* fuzz_form.h - one input of a fuzzer as a form's file, imported. */
#ifndef SAMTALE_TESTS_FUZZ_FORM_H
#define SAMTALE_TESTS_FUZZ_FORM_H

#include <stddef.h>
#include <stdint.h>

/* suffix: ".xml", ".xlsx" or ".csv", which decides what it is read as. Aborts when an imported guide is not whole. */
void fuzz_form(const char *suffix, const uint8_t *bytes, size_t size);

#endif
