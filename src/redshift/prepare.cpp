#include "diff/diff.hpp"
#include "model/field_type.hpp"
#include "redshift/backend.hpp"
#include "redshift/support.hpp"
#include "redshift/texts.hpp"

namespace schema::redshift {

namespace {

class Preparer {
 public:
  Preparer(Catalog& desired, const Catalog& current, Diagnostics& out)
      : desired_(desired), current_(current), out_(out) {}

  void run() {
    for (auto& r : desired_.all()) {
      if (!has_kind(*r->kind)) {
        // One message for a kind's whole block.
        if (!r->parent || has_kind(*r->parent->kind))
          out_.error("not-in-redshift", r->where,
                     fmt::format("{}: Redshift has no {}", r->address, words(r->kind->name)),
                     std::string(instead_of(*r->kind)));
        continue;
      }
      check_name(*r);
      check_fields(*r);
      types(*r);
    }
    if (out_.has_errors()) return;
    for (auto& r : desired_.all())
      if (auto prepare = support(*r->kind).prepare) prepare(*r, current_.find(r->address), desired_, out_);
  }

 private:
  static std::string words(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
  }

  void check_name(const Resource& r) {
    constexpr size_t kLongest = 127;
    if (r.name.size() > kLongest)
      out_.error("long-name", r.where, fmt::format("{}: a name has at most {} bytes", r.address, kLongest));
    bool capital = std::any_of(r.name.begin(), r.name.end(), [](unsigned char c) { return c >= 'A' && c <= 'Z'; });
    if (current_.folds_names && capital && r.kind->default_name == nullptr && !r.kind->cluster)
      out_.error("folded-name", r.where, fmt::format("{}: this database keeps names in lower case", r.address),
                 "write the name in lower case, or set enable_case_sensitive_identifier for the cluster or the user");
  }

  void check_fields(const Resource& r) {
    for (auto& lack : support(*r.kind).lacks)
      for (auto& field : r.kind->fields)
        if (field.name == lack.field && is_set(field, &r, &blank(*r.kind)))
          out_.error("not-in-redshift", r.where, fmt::format("{}: Redshift has no \"{}\"", r.address, field.name),
                     std::string(lack.help));
  }

  void types(Resource& r) {
    struct Normaliser : Visitor {
      Diagnostics& out;
      Resource* self = nullptr;
      explicit Normaliser(Diagnostics& o) : out(o) {}
      void type(Type& type, const Field&) override {
        if (auto instead = instead_of_type(type.text); !instead.empty())
          out.error("not-in-redshift", type.where ? type.where : self->where,
                    fmt::format("{}: Redshift has no type {}", self->address, type.text), "use " + instead);
        bool routine = self->kind->name_space == "routine";
        if (!routine) type.text = normal_type(type.text);
        if (routine && type.text == "text") type.text = "character varying";
      }
    } normaliser(out_);
    normaliser.self = &r;
    visit(r, normaliser);
  }

  Catalog& desired_;
  const Catalog& current_;
  Diagnostics& out_;
};

}  // namespace

void Redshift::prepare(Catalog& desired, const Catalog& current, const ScopeOptions&, Diagnostics& out) const {
  Preparer(desired, current, out).run();
}

}  // namespace schema::redshift
