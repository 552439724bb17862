#pragma once
#include "lint/rule.hpp"

/// Findings in the forms that people and other programs read.
namespace schema::lint {

/// What a finding is to a person: an error if it is denied, otherwise a warning.
Diagnostic as_diagnostic(const Finding&);

/// Each finding with its line in the file, then how many there are.
std::string report_text(const std::vector<Finding>&, bool color);

std::string report_json(const std::vector<Finding>&);

/// SARIF 2.1.0, which code hosts show beside the lines. `elsewhere` is the file of findings that have none.
std::string report_sarif(const std::vector<Finding>&, const std::string& elsewhere, std::string_view version);

/// GitHub's workflow commands: an annotation a finding.
std::string report_github(const std::vector<Finding>&, const std::string& elsewhere);

/// GitLab's code quality report, which merge requests show.
std::string report_gitlab(const std::vector<Finding>&, const std::string& elsewhere);

/// The rules as a table, or for programs.
std::string list_rules();
std::string list_rules_json(std::string_view code = {});

}  // namespace schema::lint
