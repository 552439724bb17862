#include <fmt/format.h>

#include <functional>
#include "cli/graph_view.hpp"
#include "text/json.hpp"

namespace schema::cli {

namespace {

using Shown = std::set<const Resource*>;
using Next = std::function<GraphView::Nodes(const Resource&)>;

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (char c : text) out += c == '"' ? std::string("\\\"") : c == '\\' ? std::string("\\\\") : std::string(1, c);
  return out + "\"";
}

GraphView::Nodes in_order(const Shown& shown) {
  GraphView::Nodes nodes(shown.begin(), shown.end());
  std::sort(nodes.begin(), nodes.end(), [](auto a, auto b) { return a->address < b->address; });
  return nodes;
}

template <class Each>
void each_edge(const GraphView& view, const Shown& shown, Each each) {
  for (auto from : in_order(shown))
    for (auto to : view.needs(*from))
      if (shown.contains(to)) each(*from, *to);
}

/// A tree in which a resource that was shown before is not unfolded again.
void tree(const Resource& r, const Next& next, size_t depth, Shown& seen, std::string& out) {
  for (auto child : next(r)) {
    bool again = !seen.insert(child).second;
    bool deeper = again && !next(*child).empty();
    out += fmt::format("{}{}{}\n", std::string(2 * depth, ' '), child->address, deeper ? "  (see above)" : "");
    if (!again) tree(*child, next, depth + 1, seen, out);
  }
}

void reach(const Resource& r, const Next& next, Shown& into) {
  for (auto n : next(r))
    if (into.insert(n).second) reach(*n, next, into);
}

Next needs_of(const GraphView& view) {
  return [&view](const Resource& r) { return view.needs(r); };
}
Next dependents_of(const GraphView& view) {
  return [&view](const Resource& r) { return view.dependents(r); };
}

}  // namespace

std::string graph_dot(const GraphView& view, const Shown& shown) {
  std::string out = "digraph schema {\n  rankdir = LR\n  node [shape = box, fontname = \"sans-serif\"]\n";
  for (auto r : in_order(shown)) out += fmt::format("  {}\n", in_quotes(r->address));
  each_edge(view, shown, [&](auto& from, auto& to) {
    out += fmt::format("  {} -> {}\n", in_quotes(from.address), in_quotes(to.address));
  });
  return out + "}\n";
}

std::string graph_mermaid(const GraphView& view, const Shown& shown) {
  std::string out = "flowchart LR\n";
  std::map<const Resource*, size_t> ids;
  for (auto r : in_order(shown)) {
    auto id = ids.size();
    ids[r] = id;
    auto label = r->address;
    std::replace(label.begin(), label.end(), '"', '\'');
    out += fmt::format("  n{}[\"{}\"]\n", id, label);
  }
  each_edge(view, shown, [&](auto& from, auto& to) { out += fmt::format("  n{} --> n{}\n", ids[&from], ids[&to]); });
  return out;
}

std::string graph_json(const GraphView& view, const Shown& shown) {
  Json json;
  json["nodes"] = Json::array();
  json["edges"] = Json::array();
  for (auto r : in_order(shown)) json["nodes"].push_back({{"address", r->address}, {"kind", r->kind->name}});
  each_edge(view, shown, [&](auto& from, auto& to) {
    json["edges"].push_back({{"from", from.address}, {"to", to.address}});
  });
  return json_document(json);
}

std::string graph_text(const GraphView& view, const Shown& shown) {
  std::string out;
  for (auto r : in_order(shown)) {
    out += r->address + "\n";
    for (auto need : view.needs(*r)) out += fmt::format("  needs {}\n", need->address);
  }
  return out;
}

std::string graph_around(const GraphView& view, const Resource& r) {
  auto section = [&](std::string_view title, const Next& next) {
    Shown seen{&r};
    std::string lines;
    tree(r, next, 2, seen, lines);
    return fmt::format("  {}\n{}", title, lines.empty() ? "    nothing\n" : lines);
  };
  return r.address + "\n" + section("needs", needs_of(view)) + section("is needed by", dependents_of(view));
}

std::set<const Resource*> around(const GraphView& view, const Resource& r) {
  Shown found{&r};
  reach(r, needs_of(view), found);
  reach(r, dependents_of(view), found);
  return found;
}

}  // namespace schema::cli
