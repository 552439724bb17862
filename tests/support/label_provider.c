// A module for the server under test that provides security labels under the name "test" and takes each. The server's
// headers are a large package, so the few lines that are needed of them stand here; the version is that of libpq's.
#include <pg_config.h>

typedef struct {
  int len, version, funcmaxargs, indexmaxkeys, namedatalen, float8byval;
  char abi_extra[32];
} Magic;

const Magic *Pg_magic_func(void) {
  static const Magic magic = {sizeof(Magic), PG_VERSION_NUM / 100, 100, 32, 64, 1, "PostgreSQL"};
  return &magic;
}

void register_label_provider(const char *provider, void (*check)(const void *object, const char *label));

static void take(const void *object, const char *label) { (void)object, (void)label; }

void _PG_init(void) { register_label_provider("test", take); }
