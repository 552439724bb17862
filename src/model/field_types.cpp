#include "lang/nodes.hpp"
#include "model/field_type.hpp"
#include "model/literal.hpp"
#include "model/sql_text.hpp"
#include "model/type_value.hpp"

namespace schema {

using lang::Value;

namespace {

void wrong_type(const Value& v, const Field& f, std::string_view expected, Diagnostics& out) {
  auto help = f.options.example.empty() ? std::string() : fmt::format("for example: {}", f.options.example);
  out.error("wrong-type", v.where, fmt::format("\"{}\" must be {}, not {}", f.name, expected, lang::describe(v)), help);
}

template <class T>
T& member(void* m) {
  return *static_cast<T*>(m);
}
template <class T>
const T& member(const void* m) {
  return *static_cast<const T*>(m);
}

void visit_name(std::string& name, const Field& f, Visitor& v) {
  if (!f.options.names.empty() && !name.empty()) v.named(name, f);
  v.string(name);
}

void visit_ref(Ref& ref, const Field& f, Visitor& v) {
  v.ref(ref, f);
  v.string(ref.address);
}

void visit_column(ColumnName& column, const Field& f, Visitor& v) {
  v.column(column, f);
  v.string(column.name);
}

void visit_qualified(Name& name, const Field& f, Visitor& v) {
  v.name(name, f);
  v.string(name.schema);
  v.string(name.name);
}

template <class T, auto Visit>
void visit_list(void* m, const Field& f, Visitor& v) {
  auto& list = *static_cast<std::vector<T>*>(m);
  v.number(static_cast<int64_t>(list.size()));
  for (auto& item : list) Visit(item, f, v);
}

void visit_word(Word& word, const Field&, Visitor& v) { v.string(word.text); }

void visit_options(void* m, const Field&, Visitor& v) {
  auto& options = *static_cast<Options*>(m);
  std::vector<std::string> names;
  for (auto& [name, value] : options) names.push_back(name);
  std::sort(names.begin(), names.end());
  for (auto& name : names) {
    auto key = name;
    v.string(key);
    v.string(options[name]);
  }
}

// Bool, number, string
// ---------------------------------------------------------------------------------------------------

std::optional<bool> to_bool(const Value& v, const Field& f, Diagnostics& out) {
  if (auto b = v.as_bool()) return *b;
  wrong_type(v, f, "true or false", out);
  return {};
}

std::optional<int64_t> to_integer(const Value& v, const Field& f, Diagnostics& out) {
  auto n = v.as_number();
  if (n && n->is_integer()) {
    errno = 0;
    char* end = nullptr;
    auto value = std::strtoll(n->text.c_str(), &end, 10);
    if (errno == 0 && *end == 0) return value;
  }
  wrong_type(v, f, "a whole number", out);
  return {};
}

/// A string; a bare word counts as one, as in `version = latest`.
std::optional<std::string> to_string(const Value& v, const Field& f, Diagnostics& out) {
  auto raw = v.as_raw_sql();
  if (auto t = raw ? &raw->text : v.as_text()) {
    if (t->interpolations.empty()) return t->text;
    auto& name = t->interpolations[0];
    out.error("wrong-type", name.where,
              fmt::format("\"{}\" is plain text, and {} names a resource", f.name, name.symbol.to_string()),
              "only SQL may hold the names of resources; values are var.name, local.name, each.key, each.value");
    return {};
  }
  if (auto s = v.as_symbol()) {
    if (s->path.size() == 1) return s->path[0];
    if (s->path.size() == 2 && !f.options.names.empty() &&
        kind_of_block(s->path[0], nullptr) == find_kind(f.options.names))
      return s->path[1];
  }
  if (auto n = v.as_number()) return n->text;
  wrong_type(v, f, "a string", out);
  return {};
}

/// The words as a file writes them: "restrict, set_null".
std::string written_words(const Field& f) {
  std::string list;
  for (auto w : f.options.words) list += (list.empty() ? "" : ", ") + std::string(w);
  std::replace(list.begin(), list.end(), ' ', '_');
  for (size_t at = 0; (at = list.find(",_", at)) != std::string::npos; ++at) list[at + 1] = ' ';
  return list;
}

std::optional<Word> to_word(const Value& v, const Field& f, Diagnostics& out) {
  bool number_or_truth = v.as_bool() || v.as_number();
  if (number_or_truth && !f.options.words.empty()) {
    out.error("wrong-type", v.where, fmt::format("\"{}\" must be a word, not {}", f.name, lang::describe(v)),
              "one of: " + written_words(f));
    return {};
  }
  auto text = to_string(v, f, out);
  if (!text) return {};
  std::string word;
  bool name = !f.options.names.empty();  // which may hold underscores of its own
  for (char c : *text) word += c == '_' && !name ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  auto& words = f.options.words;
  if (words.empty() || std::find(words.begin(), words.end(), word) != words.end()) return Word{word};
  std::vector<std::string_view> candidates(words.begin(), words.end());
  auto help = did_you_mean(word, candidates);
  out.error("unknown-word", v.where, fmt::format("\"{}\" cannot be \"{}\"", f.name, *text),
            fmt::format("one of: {}{}", written_words(f), help.empty() ? "" : "; " + help));
  return {};
}

Value word_value(const Word& w) {
  std::string text = w.text;
  bool bare = !text.empty();
  for (char& c : text) {
    if (c == ' ') c = '_';
    bare = bare && (std::isalnum(static_cast<unsigned char>(c)) || c == '_');
  }
  bare = bare && !std::isdigit(static_cast<unsigned char>(text[0]));
  return bare ? Value(lang::Symbol{{text}}) : lang::make_text(w.text);
}

// SQL -----------------------------------------------------------------------------------------------------------------

/// MINVALUE: a word of a list as SQL has it.
std::string sql_word(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::toupper(c); });
  return word;
}

std::optional<Sql> to_sql(const Value& v, const Field& f, Diagnostics& out) {
  const lang::Text* text = v.as_text();
  if (auto raw = v.as_raw_sql()) text = &raw->text;
  if (text) {
    // The blanks around a value are part of it.
    bool literal = f.options.literal && v.as_text();
    auto sql = sql_of_text(*text, literal ? SqlContext::none : f.options.sql);
    if (literal) sql.literal = Literal::pending;
    if (!sql.origin) sql.origin = std::make_shared<TextOrigin>(TextOrigin{v.where, {}});
    return sql;
  }
  if (auto b = v.as_bool()) return Sql{*b ? "true" : "false", nullptr, {}, Literal::yes};
  if (auto n = v.as_number()) return Sql{number_literal(n->text), nullptr, {}, Literal::yes};
  if (auto s = v.as_symbol(); s && s->path.size() == 1 && !f.options.words.empty()) {
    auto word = to_word(v, f, out);
    return word ? std::optional(Sql{sql_word(word->text), nullptr, {}, Literal::yes}) : std::nullopt;
  }
  wrong_type(v, f, "SQL in a string", out);
  return {};
}

/// A number or a word is written as such, all else as a string.
Value sql_value(const Sql& sql) {
  auto& text = sql.text;
  bool number = !text.empty() && text.size() < 18 && text.find_first_not_of("0123456789") == std::string::npos;
  if (number) return Value(lang::Number{text});
  bool word = !text.empty() && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (word && text != "NULL") return Value(lang::Symbol{{text}});
  return sql.literal == Literal::yes ? literal_value(sql) : lang::make_text(text);
}

// References and columns
// ---------------------------------------------------------------------------------------------------

std::optional<Ref> to_ref(const Value& v, const Field& f, Diagnostics& out) {
  if (auto s = v.as_symbol(); s && s->path.size() > 1) return Ref{s->path, {}, nullptr, v.where};
  // A word in place of a resource stands for itself: `replica_identity = full`.
  if (!f.options.words.empty())
    if (auto word = to_word(v, f, out)) return Ref{{}, word->text, nullptr, v.where};
  if (!f.options.words.empty()) return {};
  std::string expected = "a reference";
  if (!f.options.refs.empty()) expected += fmt::format(" such as {}.name", f.options.refs.front());
  auto bare = v.as_text() ? v.as_text()->text : v.as_symbol() ? v.as_symbol()->path[0] : std::string();
  if (f.options.refs.size() != 1 || bare.empty()) {
    wrong_type(v, f, expected, out);
    return {};
  }
  lang::Symbol meant{{std::string(f.options.refs.front()), bare}};
  out.error("wrong-type", v.where, fmt::format("\"{}\" must be {}, not {}", f.name, expected, lang::describe(v)),
            fmt::format("write {} = {}", f.name, meant.to_string()));
  return {};
}

std::optional<ColumnName> to_column(const Value& v, const Field& f, Diagnostics& out) {
  if (auto s = v.as_symbol()) {
    // column.id, table.t.column.id and the bare word id mean the same: a column of the own table
    bool ok = s->path.size() == 1 || s->path[s->path.size() - 2] == "column";
    if (ok) return ColumnName{s->path.back(), v.where};
  }
  if (auto t = v.as_text()) return ColumnName{t->text, v.where};
  wrong_type(v, f, "a column such as column.id", out);
  return {};
}

Value column_value(const ColumnName& c) { return Value(lang::Symbol{{"column", c.name}}); }

std::optional<Name> to_name(const Value& v, const Field& f, Diagnostics& out) {
  if (auto s = v.as_symbol()) {
    auto n = s->path.size();  // name, kind.name, schema.name or kind.schema.name
    bool bare = n == 1 || (n == 2 && kind_of_block(s->path[0], nullptr));
    return Name{bare ? "" : s->path[n - 2], s->path.back()};
  }
  if (auto t = v.as_text()) return Name{"", t->text};
  if (auto raw = v.as_raw_sql(); raw && !raw->text.text.empty()) {
    auto parts = split_address(raw->text.text);
    if (parts.size() <= 2) return Name{parts.size() == 2 ? parts[0] : "", parts.back()};
  }
  wrong_type(v, f, "a name", out);
  return {};
}

Value name_value(const Name& n) {
  if (n.schema.empty()) return lang::make_text(n.name);
  // A schema that is called as a kind is, or that is no plain word, stands behind a kind.
  auto plain = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
  bool clear = std::all_of(n.schema.begin(), n.schema.end(), plain) && !kind_of_block(n.schema, nullptr);
  if (clear && !std::isdigit(static_cast<unsigned char>(n.schema[0]))) return Value(lang::Symbol{{n.schema, n.name}});
  return Value(lang::Symbol{{"schema", n.schema, n.name}});
}

// Lists ---------------------------------------------------------------------------------------------------------------

template <class T, auto To>
void decode_one(const Value& v, const Field& f, void* m, Diagnostics& out) {
  if (auto value = To(v, f, out)) member<T>(m) = std::move(*value);
}

template <class T, auto To>
void decode_list(const Value& v, const Field& f, void* m, Diagnostics& out) {
  auto& list = member<std::vector<T>>(m);
  list.clear();
  auto add = [&](const Value& item) {
    if (auto value = To(item, f, out)) list.push_back(std::move(*value));
  };
  if (auto items = v.as_list())
    for (auto& item : *items) add(item);
  else
    add(v);  // one thing stands for a list of one
}

template <class T, auto To>
Value encode_list(const Field&, const void* m) {
  lang::List items;
  for (auto& item : member<std::vector<T>>(m)) items.push_back(To(item));
  return lang::make_list(std::move(items));
}

Value string_value(const std::string& s) { return lang::make_text(s); }

void decode_options(const Value& v, const Field& f, void* m, Diagnostics& out) {
  auto object = v.as_object();
  if (!object) return wrong_type(v, f, "an object such as { fillfactor = 70 }", out);
  for (auto item : lang::in_order(*object)) {
    auto& [name, value] = *item;
    if (auto b = value.as_bool())
      member<Options>(m)[name] = *b ? "true" : "false";
    else if (auto text = to_string(value, f, out))
      member<Options>(m)[name] = *text;
  }
}

Value encode_options(const Field&, const void* m) {
  lang::Object object;
  for (auto& [name, text] : member<Options>(m)) {
    bool number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    auto& value = object[name];
    value = number            ? Value(lang::Number{text})
            : text == "true"  ? Value(true)
            : text == "false" ? Value(false)
                              : lang::make_text(text);
    value.where.begin = static_cast<uint32_t>(object.size());
  }
  return lang::make_object(std::move(object));
}

/// What names something only where FieldOptions::names says so.
constexpr FieldType plain(FieldType type) {
  type.plain = true;
  return type;
}

template <class T>
constexpr FieldType simple(std::string_view name, decltype(FieldType::decode) decode, decltype(FieldType::encode) encode,
                           decltype(FieldType::visit) visit) {
  return {name, decode, encode, fields_equal<T>, fields_assign<T>, visit};
}

}  // namespace

Value encode_ref(const Ref& ref) {
  if (ref.address.empty()) return Value(lang::Symbol{ref.path}, ref.where);
  return Value(lang::Symbol{split_address(ref.address)});
}

const FieldType FieldTypeOf<bool>::value = plain(simple<bool>(
    "boolean", decode_one<bool, to_bool>, [](const Field&, const void* m) { return Value(member<bool>(m)); },
    [](void* m, const Field&, Visitor& v) { v.number(member<bool>(m) ? 1 : 0); }));

const FieldType FieldTypeOf<std::optional<bool>>::value = plain(simple<std::optional<bool>>(
    "boolean", decode_one<std::optional<bool>, to_bool>,
    [](const Field&, const void* m) {
      auto& b = member<std::optional<bool>>(m);
      return b ? Value(*b) : Value();
    },
    [](void* m, const Field&, Visitor& v) {
      if (auto& b = member<std::optional<bool>>(m)) v.number(*b ? 1 : 0);
    }));

const FieldType FieldTypeOf<std::optional<int64_t>>::value = plain(simple<std::optional<int64_t>>(
    "integer", decode_one<std::optional<int64_t>, to_integer>,
    [](const Field&, const void* m) {
      auto& n = member<std::optional<int64_t>>(m);
      return n ? Value(lang::Number{std::to_string(*n)}) : Value();
    },
    [](void* m, const Field&, Visitor& v) {
      if (auto& n = member<std::optional<int64_t>>(m)) v.number(*n);
    }));

const FieldType FieldTypeOf<std::string>::value = plain(simple<std::string>(
    "string", decode_one<std::string, to_string>,
    [](const Field&, const void* m) { return string_value(member<std::string>(m)); },
    [](void* m, const Field& f, Visitor& v) { visit_name(member<std::string>(m), f, v); }));

const FieldType FieldTypeOf<std::optional<std::string>>::value = plain(simple<std::optional<std::string>>(
    "string", decode_one<std::optional<std::string>, to_string>,
    [](const Field&, const void* m) {
      auto& s = member<std::optional<std::string>>(m);
      return s ? string_value(*s) : Value();
    },
    [](void* m, const Field& f, Visitor& v) {
      if (auto& s = member<std::optional<std::string>>(m)) visit_name(*s, f, v);
    }));

const FieldType FieldTypeOf<Word>::value = plain(simple<Word>(
    "word", decode_one<Word, to_word>, [](const Field&, const void* m) { return word_value(member<Word>(m)); },
    [](void* m, const Field& f, Visitor& v) { visit_name(member<Word>(m).text, f, v); }));

const FieldType FieldTypeOf<Sql>::value = simple<Sql>(
    "SQL", decode_one<Sql, to_sql>,
    [](const Field& f, const void* m) {
      return f.options.literal ? literal_value(member<Sql>(m)) : string_value(member<Sql>(m).text);
    },
    [](void* m, const Field& f, Visitor& v) {
      for (auto& r : member<Sql>(m).refs) v.ref(r.ref, f);
      v.sql(member<Sql>(m), f);
      v.string(member<Sql>(m).text);
    });

const FieldType FieldTypeOf<std::vector<Sql>>::value = simple<std::vector<Sql>>(
    "list of SQL", decode_list<Sql, to_sql>, encode_list<Sql, sql_value>, [](void* m, const Field& f, Visitor& v) {
      for (auto& sql : member<std::vector<Sql>>(m)) {
        for (auto& r : sql.refs) v.ref(r.ref, f);
        v.sql(sql, f);
        v.string(sql.text);
      }
    });

const FieldType FieldTypeOf<Type>::value = simple<Type>(
    "type", decode_type, [](const Field&, const void* m) { return encode_type(member<Type>(m)); },
    [](void* m, const Field& f, Visitor& v) {
      if (!member<Type>(m).named.empty()) visit_ref(member<Type>(m).named, f, v);
      v.type(member<Type>(m), f);
      v.string(member<Type>(m).text);
    });

const FieldType FieldTypeOf<Ref>::value = simple<Ref>(
    "reference", decode_one<Ref, to_ref>, [](const Field&, const void* m) { return encode_ref(member<Ref>(m)); },
    [](void* m, const Field& f, Visitor& v) {
      if (!member<Ref>(m).empty()) visit_ref(member<Ref>(m), f, v);
    });

const FieldType FieldTypeOf<std::vector<Ref>>::value = simple<std::vector<Ref>>(
    "list of references", decode_list<Ref, to_ref>, encode_list<Ref, encode_ref>, visit_list<Ref, visit_ref>);

const FieldType FieldTypeOf<ColumnName>::value = simple<ColumnName>(
    "column", decode_one<ColumnName, to_column>,
    [](const Field&, const void* m) { return column_value(member<ColumnName>(m)); },
    [](void* m, const Field& f, Visitor& v) {
      if (!member<ColumnName>(m).name.empty()) visit_column(member<ColumnName>(m), f, v);
    });

const FieldType FieldTypeOf<std::vector<ColumnName>>::value =
    simple<std::vector<ColumnName>>("list of columns", decode_list<ColumnName, to_column>,
                                    encode_list<ColumnName, column_value>, visit_list<ColumnName, visit_column>);

const FieldType FieldTypeOf<std::vector<std::string>>::value = plain(
    simple<std::vector<std::string>>("list of strings", decode_list<std::string, to_string>,
                                     encode_list<std::string, string_value>, visit_list<std::string, visit_name>));

const FieldType FieldTypeOf<std::vector<Word>>::value = plain(simple<std::vector<Word>>(
    "list of words", decode_list<Word, to_word>, encode_list<Word, word_value>, visit_list<Word, visit_word>));

const FieldType FieldTypeOf<Name>::value = simple<Name>(
    "name", decode_one<Name, to_name>, [](const Field&, const void* m) { return name_value(member<Name>(m)); },
    [](void* m, const Field& f, Visitor& v) {
      if (!member<Name>(m).empty()) visit_qualified(member<Name>(m), f, v);
    });

const FieldType FieldTypeOf<std::vector<Name>>::value = simple<std::vector<Name>>(
    "list of names", decode_list<Name, to_name>, encode_list<Name, name_value>, visit_list<Name, visit_qualified>);

const FieldType FieldTypeOf<Options>::value =
    simple<Options>("object", decode_options, encode_options, visit_options);

}  // namespace schema
