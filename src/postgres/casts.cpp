#include "postgres/casts.hpp"

#include "kinds/composite.hpp"
#include "kinds/enum.hpp"
#include "kinds/table.hpp"
#include "model/type_value.hpp"
#include "postgres/known_casts.hpp"
#include "sql/lex.hpp"
#include "sql/quote.hpp"
#include "sql/type_names.hpp"

namespace schema::postgres {

const Domain* domain_of(const Type& type) { return type.array ? nullptr : is<Domain>(type.named.to); }

const Type& base_of(const Type& type) {
  auto domain = domain_of(type);
  return domain ? base_of(domain->type) : type;
}

namespace {

/// The length of "character varying(20)"; 0 if there is none.
long length(std::string_view type) {
  auto open = type.find('(');
  return open == std::string_view::npos ? 0 : std::strtol(std::string(type.substr(open + 1)).c_str(), nullptr, 10);
}

}  // namespace

namespace {

/// What a value of a row type is made of.
using Fields = std::vector<std::pair<std::string_view, const Type*>>;

/// Of a composite type, a table or a domain over one; empty for all other types.
Fields fields_of(const Type& type) {
  if (auto domain = is<Domain>(type.named.to); domain && !domain->type.array) return fields_of(domain->type);
  Fields fields;
  if (auto composite = is<Composite>(type.named.to))
    for (auto& attribute : composite->attributes) fields.emplace_back(attribute.name, &attribute.type);
  if (auto table = is<Table>(type.named.to))
    for (auto child : table->children)
      if (auto column = is<Column>(child)) fields.emplace_back(column->name, &column->type);
  return fields;
}

bool is_array(const Type& type) { return type.text.ends_with("[]"); }

/// The text of a value of an enum, with those in place of which others have come.
std::string succeeded(std::string text, const Type& from, const Type& to) {
  auto old = is<Enum>(from.named.to), now = is<Enum>(to.named.to);
  if (!old || !now) return text;
  std::string cases;
  for (auto& value : old->values) {
    auto next = successor(*now, value);
    if (!next) continue;
    auto gone = sql::quote_literal(value), its = sql::quote_literal(*next);
    if (is_array(from))
      text = fmt::format("array_replace({}, {}, {})", text, gone, its);
    else
      cases += fmt::format(" WHEN {} THEN {}", gone, its);
  }
  return cases.empty() ? text : fmt::format("(CASE {0}{1} ELSE {0} END)", text, cases);
}

bool is_json(std::string_view type) { return type == "json" || type == "jsonb"; }

std::string text_of(const std::string& value, const Type& type) {
  if (is_json(base_of(type).text)) return fmt::format("({} #>> '{{}}')", value);
  return fmt::format("{}::text", value);
}

/// Each value has a form in JSON; of all other types it is the text that is read anew.
std::string through_text(const std::string& value, const Type& from, const Type& to) {
  auto& new_type = base_of(to).text;
  if (is_json(new_type)) return fmt::format("to_{}({})", new_type, value);
  auto array = is_array(from) && is_array(to) ? "[]" : "";
  return fmt::format("{}::{}", succeeded(text_of(value, from) + array, from, to), to.text);
}

/// The type by way of which values get to a new one that no cast leads to; empty if there is none.
std::string_view way_between(const Type& from, const Type& to) {
  for (std::string_view way : {"integer", "jsonb"})
    if (may_cast(base_of(from).text, way) && may_cast(way, base_of(to).text)) return way;
  return {};
}

std::string without_cast(const std::string& value, const Type& from, const Type& to) {
  auto way = way_between(from, to);
  return way.empty() ? through_text(value, from, to) : fmt::format("{}::{}::{}", value, way, to.text);
}

/// Turns values of a row type into those of its new form, whose fields keep their values by name: text would give them
/// by place.
class RowConverter {
 public:
  explicit RowConverter(ColumnCast& cast) : cast_(cast) {}

  /// Empty if there is no row in it.
  std::string convert(const std::string& value, const Type& from, const Type& to) {
    auto old_fields = fields_of(from), new_fields = fields_of(to);
    if (old_fields.empty() || new_fields.empty() || from.array != to.array) return {};
    return from.array ? elements(value, to, old_fields, new_fields) : row(value, to.text, old_fields, new_fields);
  }

 private:
  std::string field(const std::string& value, const Type& from, const Type& to) {
    auto type = from_anywhere(to);
    if (auto converted = convert(value, from, type); !converted.empty()) return converted;
    return through_text(value, from, type);
  }

  /// A field's type is written as its own type's schema sees it, which need not be the table's.
  static Type from_anywhere(Type type) {
    if (type.named.to) type.text = spelled(type, "", is_companion(type));
    return type;
  }

  std::string row(const std::string& value, const std::string& type, const Fields& from, const Fields& to) {
    std::string fields;
    for (auto& [name, field_type] : to) {
      auto same = [&, name = name](auto& old) { return old.first == name; };
      auto old = std::find_if(from.begin(), from.end(), same);
      auto kept = fmt::format("({}).{}", value, sql::quote_ident(name));
      fields += (fields.empty() ? "" : ", ") + (old == from.end() ? "NULL" : field(kept, *old->second, *field_type));
    }
    return fmt::format("CASE WHEN {0} IS DISTINCT FROM NULL THEN ROW({1})::{2} END", value, fields, type);
  }

  /// An expression of ALTER COLUMN cannot hold a query, which is what goes through an array: a function can.
  std::string elements(const std::string& value, const Type& to, const Fields& from, const Fields& new_fields) {
    auto element = to.text.substr(0, to.text.size() - 2);
    auto one = row("v", element, from, new_fields);
    auto name = fmt::format("pg_temp.\"convert {}\"", cast_.helpers.size());
    cast_.helpers.push_back(fmt::format(
        "CREATE FUNCTION {0}(old anyarray, shape {1}) RETURNS {1} LANGUAGE plpgsql AS $convert$\n"
        "BEGIN\n"
        "  IF array_ndims(old) > 1 THEN RAISE EXCEPTION 'an array of more than one dimension cannot be converted'; END "
        "IF;\n"
        "  RETURN CASE WHEN old IS NULL THEN NULL ELSE ARRAY(SELECT {2} FROM (SELECT old[i] AS v, i FROM "
        "generate_subscripts(old, 1) AS i) AS u ORDER BY i) END;\n"
        "END $convert$",
        name, to.text, one));
    cast_.cleaning.insert(cast_.cleaning.begin(), fmt::format("DROP FUNCTION {}(anyarray, {})", name, to.text));
    return fmt::format("{}({}, NULL::{})", name, value, to.text);
  }

  ColumnCast& cast_;
};

/// The same name on both sides of a retyping: the old type was set aside, and only text leads from it to the new one.
/// (What is below a domain may be the same type still.)
bool is_set_aside(const Column& from, const Column& to) {
  return from.type == to.type && !base_of(from.type).named.empty();
}

}  // namespace

ColumnCast cast_column(const Column& from, const Column& to) {
  if (!to.convert.empty()) return {.expression = sql::closed(to.convert.text)};
  auto old_type = sql::without_type_arguments(base_of(from.type).text);
  auto new_type = sql::without_type_arguments(base_of(to.type).text);
  bool old_aside = is_set_aside(from, to);
  if (!old_aside && (old_type == new_type || is_text(new_type))) return {};
  if (!old_aside && cast_family(old_type) != 0 && cast_family(old_type) == cast_family(new_type)) return {};
  auto column = sql::quote_ident(to.name);
  ColumnCast cast;
  cast.expression = RowConverter(cast).convert(column, from.type, to.type);
  if (!cast.expression.empty()) return cast;
  if (to.no_cast) return {.expression = without_cast(column, from.type, to.type)};
  bool by_text = old_aside || !from.type.named.empty() || !to.type.named.empty();
  cast.expression =
      by_text && !is_text(old_type) ? through_text(column, from.type, to.type) : column + "::" + to.type.text;
  return cast;
}

bool compare_alike(const Column& from, const Column& to) {
  static const std::unordered_map<std::string_view, int> families = {{"smallint", 1},
                                                                     {"integer", 1},
                                                                     {"bigint", 1},
                                                                     {"real", 2},
                                                                     {"double precision", 2},
                                                                     {"date", 3},
                                                                     {"timestamp without time zone", 3},
                                                                     {"timestamp with time zone", 3},
                                                                     {"text", 4},
                                                                     {"character varying", 4},
                                                                     {"inet", 5},
                                                                     {"cidr", 5}};
  auto old_type = sql::without_type_arguments(base_of(from.type).text);
  auto new_type = sql::without_type_arguments(base_of(to.type).text);
  auto before = families.find(old_type), after = families.find(new_type);
  if (before == families.end() || after == families.end()) return old_type == new_type && !is_set_aside(from, to);
  return before->second == after->second;
}

std::string text_to_read(const Column& from, const Column& to) {
  auto old_type = sql::without_type_arguments(from.type.text);
  auto column = sql::quote_ident(from.name);
  if (old_type == "text" || old_type == "character varying") return column;
  bool reads = to.no_cast && way_between(from.type, to.type).empty() && !is_json(base_of(to.type).text);
  return reads ? text_of(column, from.type) : "";
}

namespace {

/// Places in front of the point that every value of an integer type has room for; 0 for other types.
long digits(std::string_view type) {
  return type == "smallint" ? 4 : type == "integer" ? 9 : type == "bigint" ? 18 : 0;
}

bool is_exact(std::string_view type) { return digits(type) || type == "numeric"; }

/// Precision and scale of "numeric(10,2)"; nothing if it is not limited.
std::optional<std::pair<long, long>> numeric_limits(std::string_view type) {
  if (!length(type)) return {};
  auto comma = type.find(',');
  return std::pair(length(type), comma == std::string_view::npos
                                     ? 0
                                     : std::strtol(std::string(type.substr(comma + 1)).c_str(), nullptr, 10));
}

/// Places in front of and behind the point that values of an exact type can have; nothing if that is not limited.
std::optional<std::pair<long, long>> places(std::string_view type) {
  if (auto integer = digits(sql::without_type_arguments(type))) return std::pair(integer + 1, 0L);
  auto limits = numeric_limits(type);
  return limits ? std::optional(std::pair(limits->first - limits->second, limits->second)) : limits;
}

/// Rounding may bring a place more (9.96 to 10.0).
CastRisk exact_risk(std::string_view from, std::string_view to) {
  auto old_type = sql::without_type_arguments(from), new_type = sql::without_type_arguments(to);
  if (digits(old_type) && digits(new_type)) return {.fails = digits(old_type) > digits(new_type)};
  auto before = places(from), after = places(to);
  if (!after) return {};
  CastRisk risk{.rounds = !before || before->second > after->second};
  auto room = digits(new_type) ? digits(new_type) : after->first;
  risk.fails = !before || before->first + (risk.rounds ? 1 : 0) > room;
  return risk;
}

CastRisk float_risk(std::string_view from, std::string_view to) {
  auto old_type = sql::without_type_arguments(from), new_type = sql::without_type_arguments(to);
  if (is_exact(new_type)) return {.rounds = new_type != "numeric" || places(to), .fails = places(to).has_value()};
  if (old_type == "real" || old_type == new_type) return {};
  long exact = new_type == "real" ? 4 : 9;
  if (digits(old_type) && digits(old_type) <= exact) return {};
  return {.rounds = true, .fails = !digits(old_type)};
}

/// How exactly a type tells a moment; 0 if it tells none.
int time_detail(std::string_view type) { return type == "date" ? 1 : type.starts_with("timestamp") ? 2 : 0; }

}  // namespace

static CastRisk cast_risk(std::string_view from, std::string_view to) {
  std::string old_type(sql::without_type_arguments(from)), new_type(sql::without_type_arguments(to));
  if (is_text(new_type) && !length(to)) return {.fails = new_type != "text" && new_type != "character varying"};
  if (is_text(new_type)) return {.fails = !(is_text(old_type) && length(from) && length(from) <= length(to))};
  if (is_exact(old_type) && is_exact(new_type)) return exact_risk(from, to);
  if (cast_family(old_type) == 1 && cast_family(new_type) == 1) return float_risk(from, to);
  if (time_detail(old_type) && time_detail(new_type)) return {.rounds = time_detail(old_type) > time_detail(new_type)};
  return {.fails = old_type != new_type && (cast_family(old_type) != cast_family(new_type) || !cast_family(old_type))};
}

CastRisk cast_risk(const Column& from, const Column& to) {
  bool has_form = to.no_cast && is_json(base_of(to.type).text);
  if (is_set_aside(from, to) || has_form) return {};
  auto risk = cast_risk(base_of(from.type).text, base_of(to.type).text);
  auto target = domain_of(to.type);
  risk.fails = risk.fails || (target && has_constraints(*target));
  return risk;
}

bool has_constraints(const Domain& domain) {
  auto base = domain_of(domain.type);
  auto is_check = [](auto child) { return is<DomainCheck>(child) != nullptr; };
  return !domain.null || std::any_of(domain.children.begin(), domain.children.end(), is_check) ||
         (base && has_constraints(*base));
}

namespace {

/// Types whose values are stored alike, so that the cast between them does nothing (pg_cast: castmethod = 'b').
bool stored_alike(std::string_view from, std::string_view to) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {{"text", "character varying"},
                                                                            {"character varying", "text"},
                                                                            {"xml", "text"},
                                                                            {"xml", "character varying"},
                                                                            {"cidr", "inet"},
                                                                            {"bit", "bit varying"},
                                                                            {"integer", "oid"},
                                                                            {"oid", "integer"}};
  return from == to || std::find(std::begin(pairs), std::end(pairs), std::pair(from, to)) != std::end(pairs);
}

/// Whether values of the one length or precision are all values of the other, by its name alone.
bool keeps_length(std::string_view type, std::string_view from, std::string_view to) {
  if (to.find('(') == std::string_view::npos) return true;
  if (type == "numeric") {
    auto before = numeric_limits(from), after = numeric_limits(to);
    return before && after && before->second == after->second && before->first <= after->first;
  }
  bool has_limit = from.find('(') != std::string_view::npos;
  bool by_length = type == "character varying" || type == "bit varying" || type.starts_with("time");
  return by_length && has_limit && length(from) <= length(to);
}

}  // namespace

/// See ATColumnChangeRequiresRewrite and the support functions of the types' lengths.
bool rewrites(const Column& from, const Column& to) {
  if (is_set_aside(from, to) || !to.convert.empty()) return true;
  auto target = domain_of(to.type);
  if (target && has_constraints(*target)) return true;
  auto& old_base = base_of(from.type).text;
  auto& new_base = base_of(to.type).text;
  auto old_type = sql::without_type_arguments(old_base), new_type = sql::without_type_arguments(new_base);
  if (!stored_alike(old_type, new_type)) return true;
  // What a domain is made of is known, but not how long its values are.
  bool same = old_base == new_base && !domain_of(from.type);
  return !same && !keeps_length(new_type, domain_of(from.type) ? old_type : old_base, new_base);
}

}  // namespace schema::postgres
