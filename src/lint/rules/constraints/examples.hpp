#pragma once

/// A table with one constraint, and the same without it, where the rule reports it.
#define TABLE_WITH(constraint) \
  "schema \"app\" {}\n"        \
  "table \"call\" {\n"         \
  "  column \"id\" { type = bigint }\n\n" constraint "}\n"

#define BAD_TABLE                       \
  "schema \"app\" {}\n"                 \
  "table \"call\" { # here\n"           \
  "  column \"id\" { type = bigint }\n" \
  "}\n"
