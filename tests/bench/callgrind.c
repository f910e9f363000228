/* Client requests of valgrind's callgrind, reachable from ctypes. */
#include <valgrind/callgrind.h>

int counting(void) { return RUNNING_ON_VALGRIND; }
void zero(void) { CALLGRIND_ZERO_STATS; }
void dump(const char *name) { CALLGRIND_DUMP_STATS_AT(name); }
