#include <algorithm>

#include "schema/resource.hpp"

namespace schema {

Options::Place Options::find(std::string_view name) const {
  return std::find_if(begin(), end(), [&](auto& item) { return item.first == name; });
}

std::string& Options::operator[](std::string_view name) {
  auto found = find(name);
  if (found == end()) return items_.emplace_back(name, "").second;
  return items_[found - begin()].second;
}

Options::Place Options::erase(Place at) { return items_.erase(at); }

void Options::add(const Options& more) {
  for (auto& item : more)
    if (!contains(item.first)) items_.push_back(item);
}

bool Options::operator==(const Options& o) const {
  return size() == o.size() && std::all_of(begin(), end(), [&](auto& item) {
           auto found = o.find(item.first);
           return found != o.end() && found->second == item.second;
         });
}

}  // namespace schema
