#pragma once

/// The state before most of these rules' examples, the same with more in its table, and with a new table.
#define BEFORE                                 \
  "schema \"app\" {}\n"                        \
  "table \"call\" {\n"                         \
  "  column \"id\"   { type = bigint }\n"      \
  "  column \"note\" { type = varchar(20) }\n" \
  "}\n"

#define AFTER(more)                       \
  "schema \"app\" {}\n"                   \
  "table \"call\" {\n"                    \
  "  column \"id\"   { type = bigint }\n" \
  "  column \"note\" { type = varchar(20) }\n\n" more "}\n"

#define NEW_TABLE(more) \
  BEFORE                \
  "table \"visit\" {\n" \
  "  column \"id\" { type = bigint }\n\n" more "}\n"
