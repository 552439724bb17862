#include <fmt/format.h>

#include <algorithm>

#include "lang/nodes.hpp"
#include "syntax/parse.hpp"

namespace schema::lang {

using namespace syntax;

namespace {

/// Puts a template's parts together. Segments of literal parts are kept; interpolated text has none of its own.
struct TextBuilder {
  Text out;
  std::vector<TextSegment> segments;
  bool known = false;  ///< some part knows where its bytes stand
  bool sensitive = false;

  uint32_t offset() const { return static_cast<uint32_t>(out.text.size()); }

  void literal(const TemplatePart& part) {
    known = known || part.origin.where;
    for (auto segment : part.origin.segments) segments.push_back({segment.text_offset + offset(), segment.file_offset});
    out.text += part.text;
  }

  void text(const Text& text) {
    for (auto hole : text.interpolations) {
      hole.offset += offset();
      out.interpolations.push_back(std::move(hole));
    }
    out.text += text.text;
  }
};

bool interpolate(Interpreter& in, TextBuilder& builder, const Value& v, Range where) {
  builder.sensitive = builder.sensitive || v.sensitive;
  if (auto symbol = v.as_symbol()) {
    builder.out.interpolations.push_back({builder.offset(), *symbol, where});
    return true;
  }
  if (auto raw = v.as_raw_sql()) {
    builder.text(raw->text);
    return true;
  }
  auto text = to_text(v);
  if (v.is_null()) {
    in.fail("null-value", where, "null cannot stand in a text");
  } else if (!text) {
    in.fail("wrong-type", where, fmt::format("{} cannot stand in a text", v.with_article()),
            v.as_list() || v.as_object() ? "jsonencode() or join() make a string of it" : "");
  } else {
    builder.text(*text->as_text());
    return true;
  }
  return false;
}

}  // namespace

template <>
Result Interpreter::node(const Template& t, const Expr& expr, const Scope& scope) {
  // "${x}" alone is x itself, whatever its type.
  if (t.parts.size() == 1 && t.parts[0].expr) return eval(*t.parts[0].expr, scope);
  if (t.parts.size() == 1) {
    auto& part = t.parts[0];
    auto origin = part.origin.where ? std::make_shared<const TextOrigin>(part.origin) : nullptr;
    return Value(Text{part.text, std::move(origin), {}}, expr.where);
  }
  TextBuilder builder;
  bool ok = true;
  for (auto& part : t.parts) {
    if (!part.expr) {
      builder.literal(part);
    } else if (auto value = eval(*part.expr, scope)) {
      ok = interpolate(*this, builder, *value, part.expr->where) && ok;
    } else {
      ok = false;
    }
  }
  if (!ok || !take_bytes(builder.out.text.size(), expr.where)) return {};
  if (builder.known)
    builder.out.origin = std::make_shared<const TextOrigin>(TextOrigin{expr.where, std::move(builder.segments)});
  Value out(std::move(builder.out), expr.where);
  out.sensitive = builder.sensitive;
  return out;
}

namespace {

constexpr std::string_view kTag = "SCHEMA_TEMPLATE_ENDS_HERE";

/// Errors in the wrapped text are shown in the text itself.
void move_places(const Diagnostics& from, Diagnostics& to, const SourceFile& wrapped, const SourceFile& shown) {
  auto shift = static_cast<uint32_t>(kTag.size() + 3);
  auto size = static_cast<uint32_t>(shown.text().size());
  for (auto d : from.all()) {
    if (d.where.file == &wrapped) {
      auto moved = [&](uint32_t offset) { return std::min(offset < shift ? 0 : offset - shift, size); };
      d.where = {&shown, moved(d.where.begin), moved(d.where.end)};
    }
    to.add(std::move(d));
  }
}

}  // namespace

/// A template is the inside of a heredoc, so it is read as one.
Result Interpreter::render(std::string path, std::string text, const Scope& scope, Range where) {
  constexpr size_t kWork = 20'000;  // of starting the parser
  if (!options_.sources || !take_bytes(text.size(), where) || !take_work(kWork, where)) return {};
  SourceFile wrapped(path, fmt::format("<<{}\n{}\n{}\n", kTag, text, kTag));
  Diagnostics problems;
  auto expr = parse_expression(wrapped, problems);
  Result out;
  if (!problems.has_errors()) {
    Redirect redirect(*this, problems);
    out = eval(*expr, scope);
  }
  if (!problems.all().empty())
    move_places(problems, *sink_, wrapped, options_.sources->add(std::move(path), std::move(text)));
  if (!out || !out->as_text()) return {};
  Text rendered = *out->as_text();
  rendered.origin = nullptr;  // the wrapped text is gone after this
  for (auto& hole : rendered.interpolations) hole.where = where;
  if (!rendered.text.empty()) rendered.text.pop_back();
  Value value(std::move(rendered), where);
  value.sensitive = out->sensitive;
  return value;
}

}  // namespace schema::lang
