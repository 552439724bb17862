#pragma once
#include "lang/value.hpp"
#include "schema/diagnostic.hpp"
#include "schema/resource.hpp"

/// How each C++ type of a field behaves: the one place where a new type of field is added.
namespace schema {

/// Sees every reference, SQL text, type and column name in a resource; the way to change or collect them.
struct Visitor {
  virtual ~Visitor() = default;
  virtual void ref(Ref&, const Field&) {}
  virtual void sql(Sql&, const Field&) {}
  virtual void type(Type&, const Field&) {}
  virtual void column(ColumnName&, const Field&) {}
  /// A string that names a resource (see FieldOptions::names).
  virtual void named(std::string&, const Field&) {}
  /// The name of something that may be a resource (see FieldOptions::space).
  virtual void name(Name&, const Field&) {}
  /// Each piece of text of which values are made: strings, words, names, the texts of SQL and types, addresses.
  virtual void string(std::string&) {}
  /// Each number and truth value, and how many items a list has.
  virtual void number(int64_t) {}
};

struct FieldType;

/// A list of records, type-erased: `arg` of a function, `on` of an index.
struct RecordType {
  std::span<const Field> (*fields)();
  size_t (*size)(const void* list);
  void* (*at)(void* list, size_t i);
  void* (*append)(void* list);
  const void* (*blank)();  ///< a record with every field at its default
  bool single;             ///< a boxed record: at most one
};

struct FieldType {
  std::string_view name;  ///< for docs and errors: "string", "list of columns"
  void (*decode)(const lang::Value&, const Field&, void* member, Diagnostics&);
  lang::Value (*encode)(const Field&, const void* member);
  bool (*equal)(const void*, const void*);
  void (*assign)(void* to, const void* from);
  void (*visit)(void* member, const Field&, Visitor&);
  const RecordType* record = nullptr;  ///< set for records, whose blocks are decoded field by field
  bool plain = false;                  ///< a value that refers to nothing, unless FieldOptions::names says so
};

template <class T>
struct FieldTypeOf;  // specialised below for each type that a field may have

/// FIELD(View, query)("as", "The query.", {...}): a field whose type and place follow from the member.
template <class S, auto Member>
constexpr Field make_field(std::string_view name, std::string_view doc, FieldOptions options = {}) {
  using T = std::remove_reference_t<decltype(std::declval<S&>().*Member)>;
  return {name, doc, &FieldTypeOf<T>::value, [](void* o) -> void* { return &(static_cast<S*>(o)->*Member); }, options};
}

#define FIELD(S, member) ::schema::make_field<S, &S::member>

template <class T>
bool fields_equal(const void* a, const void* b) {
  return *static_cast<const T*>(a) == *static_cast<const T*>(b);
}

template <class T>
void fields_assign(void* to, const void* from) {
  *static_cast<T*>(to) = *static_cast<const T*>(from);
}

#define SCHEMA_FIELD_TYPE(T)               \
  template <>                              \
  struct FieldTypeOf<T> {                  \
    static const FieldType value;          \
  }

SCHEMA_FIELD_TYPE(bool);
SCHEMA_FIELD_TYPE(std::optional<bool>);
SCHEMA_FIELD_TYPE(std::optional<int64_t>);
SCHEMA_FIELD_TYPE(std::string);
SCHEMA_FIELD_TYPE(std::optional<std::string>);
SCHEMA_FIELD_TYPE(Word);
SCHEMA_FIELD_TYPE(Sql);
SCHEMA_FIELD_TYPE(std::vector<Sql>);
SCHEMA_FIELD_TYPE(Type);
SCHEMA_FIELD_TYPE(Ref);
SCHEMA_FIELD_TYPE(std::vector<Ref>);
SCHEMA_FIELD_TYPE(std::vector<ColumnName>);
SCHEMA_FIELD_TYPE(ColumnName);
SCHEMA_FIELD_TYPE(std::vector<std::string>);
SCHEMA_FIELD_TYPE(std::vector<Word>);
SCHEMA_FIELD_TYPE(Name);
SCHEMA_FIELD_TYPE(std::vector<Name>);
SCHEMA_FIELD_TYPE(Options);

#undef SCHEMA_FIELD_TYPE

// Records -----------------------------------------------------------------------------------------------------------

void decode_records(const lang::Value&, const Field&, void* list, Diagnostics&);
lang::Value encode_records(const Field&, const void* list);
bool records_equal(const RecordType&, const void* a, const void* b);
void visit_records(void* list, const Field&, Visitor&);

template <class T>
concept Record = requires { { T::fields() } -> std::convertible_to<std::span<const Field>>; };

template <Record T>
struct FieldTypeOf<std::vector<T>> {
  using List = std::vector<T>;
  static constexpr RecordType record = {
      T::fields,
      [](const void* list) { return static_cast<const List*>(list)->size(); },
      [](void* list, size_t i) -> void* { return &(*static_cast<List*>(list))[i]; },
      [](void* list) -> void* { return &static_cast<List*>(list)->emplace_back(); },
      []() -> const void* { static const T blank; return &blank; },
      false};
  static constexpr FieldType value = {
      "blocks", decode_records, encode_records,
      [](const void* a, const void* b) { return records_equal(record, a, b); },
      fields_assign<List>, visit_records, &record};
};

template <Record T>
struct FieldTypeOf<Boxed<T>> {
  using One = Boxed<T>;
  static constexpr RecordType record = {
      T::fields,
      [](const void* one) -> size_t { return static_cast<const One*>(one)->has_value(); },
      [](void* one, size_t) -> void* { return &**static_cast<One*>(one); },
      [](void* one) -> void* { return &static_cast<One*>(one)->emplace(); },
      []() -> const void* { static const T blank; return &blank; },
      true};
  static constexpr FieldType value = {
      "block", decode_records, encode_records,
      [](const void* a, const void* b) { return records_equal(record, a, b); },
      fields_assign<One>, visit_records, &record};
};

// Loops over the fields of a resource or record ------------------------------------------------------------------------

/// Whether the field has another value than in a newly made object.
bool is_set(const Field&, const void* object, const void* blank);

/// Every field: texts and numbers, too.
void visit_fields(std::span<const Field> fields, void* object, Visitor&);
/// The fields that may refer to something.
void visit(Resource&, Visitor&);

/// Whether SQL stands in one of its fields.
bool has_expression(const Resource&);

/// A resource of the kind with every field at its default; what "unset" is compared with.
const Resource& blank(const Kind&);

/// `dispatch.status` as a Symbol: how a reference is written in a file.
lang::Value encode_ref(const Ref&);

}  // namespace schema
