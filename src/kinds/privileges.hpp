#pragma once
#include "schema/resource.hpp"

namespace schema {

/// The words of "select insert update": those that a server of this version knows.
std::vector<Word> privilege_words(std::string_view list, int server_version);

/// Brings both lists into order: what may be passed on may be done, and nothing is said twice.
void tidy_privileges(std::vector<Word>& privileges, std::vector<Word>& grantable);

/// Puts every privilege in place of `all`.
void expand_all(std::vector<Word>& privileges, std::string_view all, int server_version);

/// PUBLIC is no role's name, however it is written.
std::string grantee_name(const std::string& written);

}  // namespace schema
