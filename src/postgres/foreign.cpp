#include "postgres/foreign.hpp"

#include "kinds/secrets.hpp"

namespace schema::postgres {

namespace {

/// A list in parentheses that begins with its first item.
class OptionList {
 public:
  explicit OptionList(Statement& s) : s_(s) {}
  ~OptionList() {
    if (!first_) s_ << ")";
  }

  void add(std::string_view verb, const std::string& name, const std::string& value, bool secret) {
    item(verb, name) << " ";
    auto literal = sql::quote_literal(value);
    if (secret)
      s_.secret(literal);
    else
      s_ << literal;
  }
  void drop(const std::string& name) { item("DROP ", name); }

 private:
  Statement& item(std::string_view verb, const std::string& name) {
    s_ << (first_ ? " OPTIONS (" : ", ") << verb << sql::quote_ident(name);
    first_ = false;
    return s_;
  }

  Statement& s_;
  bool first_ = true;
};

void set_changed(const Options& from, const Options& to, bool secret, OptionList& list) {
  for (auto& [name, value] : to) {
    auto old = from.find(name);
    if (old == from.end())
      list.add("ADD ", name, value, secret);
    else if (old->second != value)
      list.add("SET ", name, value, secret);
  }
}

}  // namespace

void write_foreign_options(const ForeignOptions& o, Statement& s) {
  OptionList list(s);
  for (auto& [name, value] : o.options) list.add("", name, value, false);
  for (auto& [name, value] : o.secrets) list.add("", name, value, true);
}

void alter_foreign_options(std::string_view prefix, const ForeignOptions& from, const ForeignOptions& to, Lock lock,
                           Script& out) {
  Statement s;
  s << prefix;
  {
    OptionList list(s);
    for (auto& [name, value] : from.options)
      if (!to.options.contains(name)) list.drop(name);
    set_changed(from.options, to.options, false, list);
    set_changed(from.secrets, to.secrets, true, list);
  }
  if (s.sql != prefix) out.statements.push_back(std::move(s.locks(lock)));
}

void read_foreign_options(Row& row, ForeignOptions& into) {
  into.options = row.options();
  take_secrets(into.options, into.secrets);
}

}  // namespace schema::postgres
