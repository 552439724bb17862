#pragma once
#include <fmt/format.h>

#include <string>

#include "lang/evaluate.hpp"
#include "lang/functions.hpp"
#include "syntax/parse.hpp"

namespace schema::lang::test {

/// A host in memory: files below /project, one environment variable, a clock that stands still, queries that echo.
struct World {
  std::map<std::string, std::string> files;
  Sources sources;
  Options options;
  Diagnostics diagnostics;

  World() {
    options.sources = &sources;
    options.is_type = [](std::string_view name) {
      return name == "varchar" || name == "numeric" || name == "timestamp";
    };
    auto& host = options.host;
    host.root = "/project";
    host.getenv = [](const std::string& name) -> const char* {
      return name == "HOME" ? "/home/ann" : name == "REGION" ? "eu" : nullptr;
    };
    host.now = [] { return int64_t{1714567890}; };
    host.read_file = [this](const std::string& path, std::string& text) {
      auto found = files.find(path);
      if (found != files.end()) text = found->second;
      return found != files.end();
    };
    host.list_files = [this](const std::string& folder, std::vector<std::string>& out) {
      for (auto& [path, text] : files)
        if (path.starts_with(folder + "/")) out.push_back(path.substr(folder.size() + 1));
      return !out.empty();
    };
  }

  const syntax::Body& body(std::string path, std::string text) {
    bodies_.push_back(syntax::parse(sources.add(std::move(path), std::move(text)), diagnostics));
    return bodies_.back();
  }

  Module run(std::string text) { return evaluate({&body("/project/a.schema", std::move(text))}, options, diagnostics); }

  /// "1:5-1:8 code: message (help)" for each diagnostic, one a line.
  std::string problems() const {
    std::string out;
    for (auto& d : diagnostics.all()) out += describe(d) + "\n";
    if (!out.empty()) out.pop_back();
    return out;
  }

  static std::string describe(const Diagnostic& d) {
    auto out = fmt::format("{} {}", place(d.where), d.code + ": " + d.message);
    if (!d.help.empty()) out += " (" + d.help + ")";
    for (auto& r : d.related) out += fmt::format(" | {} {}", place(r.where), r.message);
    return out;
  }

  static std::string place(Range where) {
    if (!where) return "nowhere";
    auto from = where.file->position(where.begin), to = where.file->position(where.end);
    auto name = where.file->path().starts_with("/project/a.") ? "" : where.file->path() + ":";
    return fmt::format("{}{}:{}-{}:{}", name, from.line, from.column, to.line, to.column);
  }

 private:
  std::deque<syntax::Body> bodies_;
};

/// A value as it would be written.
inline std::string show(const Value& v);

inline std::string show_text(const Text& text) {
  std::string out;
  size_t done = 0;
  for (auto& hole : text.interpolations) {
    out += text.text.substr(done, hole.offset - done) + "${" + hole.symbol.to_string() + "}";
    done = hole.offset;
  }
  return out + text.text.substr(done);
}

inline std::string show_all(const List& list) {
  std::string out;
  for (auto& item : list) out += (out.empty() ? "" : ", ") + show(item);
  return out;
}

inline std::string show_plain(const Value& v) {
  if (v.is_null()) return "null";
  if (auto b = v.as_bool()) return *b ? "true" : "false";
  if (auto n = v.as_number()) return n->text;
  if (auto t = v.as_text()) return '"' + show_text(*t) + '"';
  if (auto s = v.as_symbol()) return s->to_string();
  if (auto t = v.as_type_call()) return t->name + "(" + show_all(t->args) + ")";
  if (auto a = v.as_array_of()) return show(*a->element) + "[]";
  if (auto r = v.as_raw_sql()) return "sql(\"" + show_text(r->text) + "\")";
  if (auto l = v.as_list())
    return std::holds_alternative<std::shared_ptr<const Set>>(v.data) ? "toset([" + show_all(*l) + "])"
                                                                      : "[" + show_all(*l) + "]";
  std::string out;
  for (auto& [key, item] : *v.as_object()) out += (out.empty() ? "" : ", ") + key + " = " + show(item);
  return "{" + out + "}";
}

inline std::string show(const Value& v) { return v.sensitive ? "sensitive(" + show_plain(v) + ")" : show_plain(v); }

/// The value of an expression, or the errors it gives.
inline std::string eval(const std::string& text) {
  World world;
  world.files["/project/a.txt"] = "hello";
  world.files["/project/sub/b.tpl"] = "Dear ${name},\nyou owe $${x}.\n";
  world.files["/project/sub/bad.tpl"] = "one\ntwo ${nam + 1}\n";
  auto& file = world.sources.add("/project/a.x", text);
  auto expr = syntax::parse_expression(file, world.diagnostics);
  if (world.diagnostics.has_errors()) return world.problems();
  Interpreter in(world.options, world.diagnostics);
  auto value = in.eval(*expr, Scope{});
  if (!world.diagnostics.all().empty()) return world.problems();
  return value ? show(*value) : "nothing, and no error";
}

/// A block as one line: type labels { attributes blocks }.
inline std::string show(const Block& block) {
  std::string out = block.type;
  for (auto& label : block.labels) out += " " + label;
  if (!block.instance.empty()) out += " <" + block.instance + ">";
  out += " {";
  for (auto& a : block.attributes) out += " " + a.name + (a.failed ? " failed" : " = " + show(a.value));
  for (auto& inner : block.blocks) out += " " + show(inner);
  return out + " }";
}

inline std::string show(const Module& module) {
  std::string out;
  for (auto& block : module.blocks) out += show(block) + "\n";
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace schema::lang::test
