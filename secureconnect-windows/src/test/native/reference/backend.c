#include "reference.h"
void backend(void) {}
