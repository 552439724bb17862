#include "cli/context.hpp"
#ifdef SCHEMA_MIMALLOC
#include <mimalloc.h>

#if MI_MALLOC_VERSION < 210
constexpr auto kPurgeDelay = mi_option_decommit_delay;
#else
constexpr auto kPurgeDelay = mi_option_purge_delay;
#endif
#endif

int main(int argc, char** argv) {
#ifdef SCHEMA_MIMALLOC
  // A command ends soon. To give freed memory back in the meantime, and to ask for it again, is a tenth of a plan's time.
  mi_option_set(kPurgeDelay, 10'000);  // ms
  mi_option_enable(mi_option_large_os_pages);
#endif
  return schema::cli::main(argc, argv);
}
