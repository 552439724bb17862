#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reading Redshift's SQL by its tokens: it has words that PostgreSQL's parser does not know.
namespace schema::redshift {

/// A relation or routine that a text names: where the name begins, where its last part begins, and where it ends.
struct NamePlace {
  uint32_t begin, last, end;
  std::string schema;  ///< empty if not given
  std::string name;
};

/// Every relation after FROM, JOIN or the comma of a FROM list, and every qualified function that is called, in order.
/// Names of WITH queries are left out.
std::vector<NamePlace> name_places(std::string_view sql);

/// The text with names of this schema unqualified, as a .schema file has them, and back: only relations get the schema.
std::string without_schema(std::string_view sql, std::string_view schema);
std::string with_schema(std::string_view sql, std::string_view schema);

/// Whether the texts have the same tokens, but for the case of words.
bool same_tokens(std::string_view a, std::string_view b);

/// What follows AS in a CREATE VIEW or CREATE MATERIALIZED VIEW statement, without WITH NO SCHEMA BINDING and without
/// parentheses around the whole of it; nothing if the text is none.
std::optional<std::string> query_of_create(std::string_view statement);
bool is_late_binding(std::string_view statement);

/// A type as Redshift prints it: text is character varying(256), numeric is numeric(18,0).
std::string normal_type(std::string_view canonical);
/// What to use in place of a type that Redshift has not; empty if it has it.
std::string instead_of_type(std::string_view type);
/// The same of the data catalog's types: string, int, double.
std::string normal_external_type(std::string_view text);

/// A default as the catalog prints it made equal to how PostgreSQL would print it.
std::string normal_default(std::string_view text);

}  // namespace schema::redshift
