#include "model/decode.hpp"

#include "model/other_words.hpp"
#include "text/secrets.hpp"

namespace schema {

namespace {

using lang::Attribute;
using lang::Block;

/// Where attributes are decoded to: a record, or a resource with its common fields.
struct Target {
  std::span<const Field> own;
  std::span<const Field> common;
  void* object;

  const Field* find(std::string_view name) const {
    for (auto fields : {own, common})
      for (auto& field : fields)
        if (!field.options.hidden && !field.options.label && (field.name == name || field.options.alias == name || field.options.list == name))
          return &field;
    return nullptr;
  }
};

/// Whether something in it is sensitive; what has a secret name in an object need not count.
bool shows_secret(const lang::Value& v, bool names_count) {
  auto inside = [&](auto& item) { return shows_secret(item, names_count); };
  if (v.sensitive) return true;
  if (auto list = v.as_list()) return std::any_of(list->begin(), list->end(), inside);
  auto object = v.as_object();
  return object && std::any_of(object->begin(), object->end(), [&](auto& member) {
    return inside(member.second) && (names_count || !is_secret_name(member.first));
  });
}

class Decoder {
 public:
  /// What resources hold can be read by many, but for secret fields; a project file's values go nowhere.
  Decoder(Declared& into, Diagnostics& out, bool shown = false) : into_(into), out_(out), shown_(shown) {}

  void top_level(const Block& block) {
    if (block.type == "moved") return moved(block);
    if (auto kind = kind_of_block(block.type, nullptr)) {
      resource(*kind, block, nullptr);
      return;
    }
    std::vector<std::string_view> names = {"moved"};
    for (auto kind : all_kinds())
      if (kind->scope != Scope::child) names.push_back(kind->keyword);
    std::string help(block_said_otherwise(block.type));
    if (help.empty()) help = child_help(block.type);
    if (help.empty()) help = did_you_mean(block.type, names);
    out_.error("unknown-block", block.type_range, fmt::format("there is no block \"{}\"", block.type), help);
  }

  void plain_block(const Block& block, std::span<const Field> fields, void* into) {
    Target target{fields, {}, into};
    for (auto& a : block.attributes) attribute(target, nullptr, a);
    for (auto& b : block.blocks) nested(target, nullptr, b);
    check_required(target, &block, block.header, fmt::format("\"{}\"", block.type));
  }

  void record(std::span<const Field> fields, const lang::Object& object, Range where, void* into) {
    Target target{fields, {}, into};
    for (auto& [name, value] : object) attribute(target, nullptr, {name, value.where ? value.where : where, value});
    check_required(target, nullptr, where, "this block");
  }

 private:
  /// `column` at top level: say where it belongs.
  static std::string child_help(std::string_view keyword) {
    const Kind* meant = nullptr;  // of several kinds with this keyword, that which is called so
    for (auto kind : all_kinds())
      if (kind->keyword == keyword && !kind->parents.empty() && (!meant || kind->name == keyword)) meant = kind;
    if (!meant) return {};
    return fmt::format("\"{}\" belongs inside a {} block: {}", keyword, meant->parents.front(), short_block(*meant));
  }

  static bool is_child_of(const Kind& kind, const Kind& parent) {
    return std::find(kind.parents.begin(), kind.parents.end(), parent.name) != kind.parents.end();
  }

  /// `check { expr = "price > 0" }`: a block with what it needs.
  static std::string short_block(const Kind& kind) {
    std::string content;
    for (auto& field : kind.fields)
      if (field.options.required && !field.options.example.empty())
        content += (content.empty() ? "" : ", ") + std::string(field.options.example);
    auto label = kind.default_name ? "" : " \"name\"";
    return fmt::format("{}{} {{ {} }}", kind.keyword, label, content.empty() ? "..." : content);
  }

  /// `id = bigint`: a column, as SQL would have it.
  static std::string typed_child_help(const Kind& parent, const std::string& name, const lang::Value& value) {
    Type type;
    Diagnostics unused;
    for (auto kind : all_kinds())
      for (auto& field : kind->fields) {
        if (!field.options.required || field.type != &FieldTypeOf<Type>::value || !is_child_of(*kind, parent)) continue;
        field.type->decode(value, field, &type, unused);
        if (!unused.has_errors() && !type.text.empty())
          return fmt::format("a {0} is a block: {0} \"{1}\" {{ {2} = ... }}", kind->keyword, name, field.name);
      }
    return {};
  }

  void resource(const Kind& kind, const Block& block, Resource* parent) {
    auto made = kind.make();
    made->kind = &kind;
    made->parent = parent;
    made->where = block.header;
    made->labels = block.labels;
    made->key = block.key;
    if (!block.labels.empty()) made->name = block.labels.back();
    size_t most = parent ? 1 : 2;
    if (block.labels.size() > most)
      out_.error("too-many-labels", block.label_ranges[most], fmt::format("\"{}\" takes at most {} label{}", block.type, most, most > 1 ? "s" : ""));
    auto& r = into_.catalog.add(std::move(made));
    Target target{kind.fields, common_fields(kind), &r};
    for (auto& a : block.attributes) attribute(target, &r, a);
    for (auto& b : block.blocks) nested(target, &r, b);
    if (r.name.empty() && !kind.default_name)
      out_.error("missing-label", block.header, fmt::format("\"{}\" needs a name: {} \"name\" {{ ... }}", block.type, block.type));
    check_required(target, &block, block.header, describe(kind, r));
    if (kind.finish) kind.finish(r);
  }

  static std::string describe(const Kind& kind, const Resource& r) {
    return r.name.empty() ? std::string(kind.keyword) : fmt::format("{} \"{}\"", kind.keyword, r.name);
  }

  void attribute(const Target& target, Resource* owner, const Attribute& a) {
    auto field = target.find(a.name);
    auto child = !field && owner ? attribute_child(*owner->kind, a.name) : nullptr;
    bool unset = a.value.is_null() || a.failed;
    if (unset && (field || child)) return;
    if (shown_ && shows(target, field, a.value))
      return (void)out_.error("sensitive-value", a.value.where,
                              fmt::format("\"{}\" is stored where it can be read, and its value is sensitive", a.name),
                              "nonsensitive(...) says that it may be shown");
    if (auto meant = field && owner ? meant_child(*owner->kind, *field, a.value) : nullptr) return inline_child(*meant, a, *owner);
    if (field) return field->type->decode(a.value, *field, field->get(target.object), out_);
    if (child) return inline_child(*child, a, *owner);
    unknown(target, owner, "attribute", a.name, a.name_range, &a.value);
  }

  static bool shows(const Target& target, const Field* field, const lang::Value& value) {
    if (field && field->options.secret) return false;
    bool keeps_secrets = std::any_of(target.own.begin(), target.own.end(),
                                     [&](auto& other) { return field && other.options.secret && other.type == field->type; });
    return shows_secret(value, !keeps_secrets);
  }

  static const Kind* attribute_child(const Kind& parent, std::string_view name) {
    for (auto kind : all_kinds())
      if (kind->attribute == name && is_child_of(*kind, parent)) return kind;
    return nullptr;
  }

  /// The child that an attribute means by what it names: of a sequence, `owner` with a column means `owner_column`
  /// (Atlas').
  static const Kind* meant_child(const Kind& parent, const Field& field, const lang::Value& value) {
    auto symbol = value.as_symbol();
    if (!symbol || symbol->path.size() < 2 || !field.options.refs.empty()) return nullptr;
    auto& word = symbol->path[symbol->path.size() - 2];
    for (auto kind : all_kinds()) {
      if (!kind->attribute.starts_with(std::string(field.name) + "_") || !is_child_of(*kind, parent)) continue;
      auto& refs = kind->fields.front().options.refs;
      if (std::find(refs.begin(), refs.end(), word) != refs.end()) return kind;
    }
    return nullptr;
  }

  void inline_child(const Kind& kind, const Attribute& a, Resource& parent) {
    auto made = kind.make();
    made->kind = &kind;
    made->parent = &parent;
    made->where = a.value.where;
    auto& field = kind.fields.front();
    field.type->decode(a.value, field, field.get(made.get()), out_);
    into_.catalog.add(std::move(made));
  }

  void nested(const Target& target, Resource* owner, const Block& block) {
    if (owner)
      if (auto kind = kind_of_block(block.type, owner->kind)) return resource(*kind, block, owner);
    auto field = target.find(block.type);
    if (!field) return unknown(target, owner, "block", block.type, block.type_range);
    if (auto record = field->type->record) return record_block(*record, *field, block, field->get(target.object));
    // An object attribute may be written as a block: storage_params { fillfactor = 70 }.
    lang::Object object;
    for (auto& a : block.attributes) object[a.name] = a.value;
    field->type->decode(lang::make_object(std::move(object), block.where), *field, field->get(target.object), out_);
  }

  void record_block(const RecordType& type, const Field& field, const Block& block, void* list) {
    if (type.single && type.size(list) > 0)
      out_.error("duplicate-block", block.header, fmt::format("there can be only one \"{}\" block here", field.name));
    auto record = type.append(list);
    Target target{type.fields(), {}, record};
    for (size_t i = 0; i < block.labels.size(); ++i) label(target, block.labels[i], block.label_ranges[i]);
    plain_block(block, type.fields(), record);
  }

  void label(const Target& target, const std::string& text, Range where) {
    for (auto& field : target.own)
      if (field.options.label) return field.type->decode(lang::make_text(text, where), field, field.get(target.object), out_);
    out_.error("too-many-labels", where, "this block takes no label");
  }

  void unknown(const Target& target, Resource* owner, std::string_view what, const std::string& name, Range where,
               const lang::Value* value = nullptr) {
    std::vector<std::string_view> names;
    for (auto fields : {target.own, target.common})
      for (auto& f : fields)
        if (!f.options.hidden && !f.options.label) names.push_back(f.name);
    if (owner)
      for (auto kind : all_kinds())
        if (is_child_of(*kind, *owner->kind))
          names.push_back(kind->attribute.empty() ? kind->keyword : kind->attribute);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string help(what == "block" ? block_said_otherwise(name) : said_otherwise(name));
    if (help.empty() && std::binary_search(names.begin(), names.end(), name)) {
      auto kind = owner ? kind_of_block(name, owner->kind) : nullptr;
      help = fmt::format("it is a block: {}", kind ? short_block(*kind) : name + " { ... }");
    }
    if (help.empty() && owner) help = child_help(name);
    if (help.empty() && owner && value) help = typed_child_help(*owner->kind, name, *value);
    if (help.empty()) help = did_you_mean(name, names);
    if (help.empty()) help = fmt::format("what may stand here: {}", fmt::join(names, ", "));
    auto in = owner ? fmt::format(" in {}", describe(*owner->kind, *owner)) : std::string();
    out_.error(fmt::format("unknown-{}", what), where, fmt::format("there is no {} \"{}\"{}", what, name, in), help);
  }

  void check_required(const Target& target, const Block* block, Range where, const std::string& what) {
    for (auto& field : target.own) {
      // What is given but wrong has been reported already.
      auto given = block ? block->find(field.name) : nullptr;
      if (!field.options.required || (given && (given->failed || !given->value.is_null()))) continue;
      if (!missing(field, target.object)) continue;
      auto help = field.options.example.empty() ? std::string() : fmt::format("for example: {}", field.options.example);
      out_.error("missing-attribute", where, fmt::format("{} needs \"{}\"", what, field.name), help);
    }
  }

  /// A required field has no default, so it is missing while it equals its type's zero.
  static bool missing(const Field& field, const void* object) {
    auto value = field.type->encode(field, field.of(object));
    if (auto text = value.as_text()) return text->text.empty();
    if (auto list = value.as_list()) return list->empty();
    if (auto symbol = value.as_symbol()) return symbol->path.empty() || symbol->path[0].empty();
    if (auto raw = value.as_raw_sql()) return raw->text.text.empty();
    return value.is_null();
  }

  void moved(const Block& block) {
    Moved m;
    m.where = block.header;
    for (auto& a : block.attributes) {
      auto symbol = a.value.as_symbol();
      if (a.name != "from" && a.name != "to")
        out_.error("unknown-attribute", a.name_range, fmt::format("there is no attribute \"{}\" in moved", a.name), "moved takes \"from\" and \"to\"");
      else if (!symbol)
        out_.error("wrong-type", a.value.where, fmt::format("\"{}\" must be an address such as table.users", a.name));
      else
        (a.name == "from" ? m.from : m.to) = Ref{symbol->path, {}, nullptr, a.value.where};
    }
    if (m.from.empty() || m.to.empty())
      out_.error("missing-attribute", block.header, "moved needs both \"from\" and \"to\"",
                 "for example: moved { from = table.person, to = table.member }");
    else
      into_.moved.push_back(std::move(m));
  }

  Declared& into_;
  Diagnostics& out_;
  bool shown_;
};

}  // namespace

Declared decode(const std::vector<lang::Block>& blocks, Diagnostics& out) {
  Declared declared;
  Decoder decoder(declared, out, true);
  for (auto& block : blocks) decoder.top_level(block);
  return declared;
}

void decode_block(const lang::Block& block, std::span<const Field> fields, void* object, Diagnostics& out) {
  Declared none;
  Decoder(none, out).plain_block(block, fields, object);
}

void decode_object(const lang::Object& object, Range where, std::span<const Field> fields, void* record, Diagnostics& out) {
  Declared none;
  Decoder(none, out).record(fields, object, where, record);
}

}  // namespace schema
