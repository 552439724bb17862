#include "support/query.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>

extern "C" const TSLanguage* tree_sitter_schema(void);

namespace schema::test {

Parsed::Parsed(std::string source) : source_(std::move(source)), tree_(nullptr, ts_tree_delete) {
  std::unique_ptr<TSParser, void (*)(TSParser*)> parser(ts_parser_new(), ts_parser_delete);
  ts_parser_set_language(parser.get(), tree_sitter_schema());
  tree_.reset(ts_parser_parse_string(parser.get(), nullptr, source_.data(), static_cast<uint32_t>(source_.size())));
}

std::string Parsed::text(TSNode node) const {
  return source_.substr(ts_node_start_byte(node), ts_node_end_byte(node) - ts_node_start_byte(node));
}

Query::Query(const std::string& text) : query_(nullptr, ts_query_delete) {
  uint32_t offset = 0;
  TSQueryError error = TSQueryErrorNone;
  query_.reset(ts_query_new(tree_sitter_schema(), text.data(), static_cast<uint32_t>(text.size()), &offset, &error));
  if (!query_) throw std::runtime_error("no query from here: " + text.substr(offset, 60));
  auto count = ts_query_pattern_count(query_.get());
  predicates_.resize(count);
  settings_.resize(count);
  for (uint32_t i = 0; i < count; ++i) read_predicates(i);
}

void Query::read_predicates(uint32_t pattern) {
  uint32_t count = 0, length = 0;
  auto steps = ts_query_predicates_for_pattern(query_.get(), pattern, &count);
  auto word = [&](const TSQueryPredicateStep& step) {
    return std::string(ts_query_string_value_for_id(query_.get(), step.value_id, &length));
  };
  for (uint32_t i = 0; i < count; ++i) {
    Predicate predicate{.name = word(steps[i++])};
    bool setting = predicate.name == "set!";
    static const std::regex known("(not-)?(eq|any-of|match)\\?");
    if (!setting && !std::regex_match(predicate.name, known))
      throw std::runtime_error("unknown predicate " + predicate.name);
    if (!setting) predicate.capture = steps[i++].value_id;
    std::vector<std::string> values;
    for (; steps[i].type != TSQueryPredicateStepTypeDone; ++i) values.push_back(word(steps[i]));
    if (setting)
      settings_[pattern][values.at(0)] = values.at(1);
    else
      predicates_[pattern].push_back({predicate.name, predicate.capture, {values.begin(), values.end()}});
  }
}

bool Query::Predicate::holds(const std::string& text) const {
  bool negated = name.starts_with("not-");
  bool found = name.ends_with("match?") ? std::regex_search(text, std::regex(*values.begin())) : values.contains(text);
  return found != negated;
}

bool Query::matches(const TSQueryMatch& match, const Parsed& parsed) const {
  return std::ranges::all_of(predicates_[match.pattern_index], [&](const Predicate& predicate) {
    for (uint16_t i = 0; i < match.capture_count; ++i)
      if (match.captures[i].index == predicate.capture && !predicate.holds(parsed.text(match.captures[i].node)))
        return false;
    return true;
  });
}

std::vector<Capture> Query::captures(const Parsed& parsed) const {
  std::unique_ptr<TSQueryCursor, void (*)(TSQueryCursor*)> cursor(ts_query_cursor_new(), ts_query_cursor_delete);
  ts_query_cursor_exec(cursor.get(), query_.get(), parsed.root());
  std::vector<Capture> out;
  TSQueryMatch match;
  while (ts_query_cursor_next_match(cursor.get(), &match)) {
    if (!matches(match, parsed)) continue;
    for (uint16_t i = 0; i < match.capture_count; ++i) {
      auto [node, index] = match.captures[i];
      uint32_t length = 0;
      Capture capture{.name = ts_query_capture_name_for_id(query_.get(), index, &length),
                      .start = ts_node_start_byte(node),
                      .end = ts_node_end_byte(node),
                      .pattern = match.pattern_index};
      auto& settings = settings_[match.pattern_index];
      if (auto language = settings.find("injection.language");
          capture.name == "injection.content" && language != settings.end())
        capture.language = language->second;
      if (!capture.name.starts_with("_")) out.push_back(std::move(capture));
    }
  }
  return out;
}

Colours Query::colours(const Parsed& parsed) const {
  auto found = captures(parsed);
  std::ranges::stable_sort(found, {}, &Capture::pattern);
  Colours out;
  for (auto& capture : found)
    if (capture.name != "spell") out[{capture.start, capture.end}] = capture.name;
  return out;
}

}  // namespace schema::test
