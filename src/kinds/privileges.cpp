#include "kinds/privileges.hpp"

#include <algorithm>
#include <sstream>

#include "sql/lex.hpp"

namespace schema {

namespace {

void sort_words(std::vector<Word>& words) {
  std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.text < b.text; });
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

std::vector<Word> privilege_words(std::string_view list, int server_version) {
  constexpr int kMaintainSince = 170000;
  std::vector<Word> words;
  std::istringstream in{std::string(list)};
  for (std::string word; in >> word;)
    if (word != "maintain" || server_version >= kMaintainSince) words.push_back({word});
  return words;
}

void tidy_privileges(std::vector<Word>& privileges, std::vector<Word>& grantable) {
  for (auto list : {&privileges, &grantable})
    for (auto& word : *list) {
      if (word.text == "all privileges") word.text = "all";
      if (word.text == "temp") word.text = "temporary";
    }
  privileges.insert(privileges.end(), grantable.begin(), grantable.end());
  sort_words(privileges);
  sort_words(grantable);
}

void expand_all(std::vector<Word>& privileges, std::string_view all, int server_version) {
  if (std::find(privileges.begin(), privileges.end(), Word{"all"}) == privileges.end()) return;
  privileges = privilege_words(all, server_version);
  sort_words(privileges);
}

std::string grantee_name(const std::string& written) { return sql::fold(written) == "public" ? "PUBLIC" : written; }

}  // namespace schema
