#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/value.hpp"
#include "schema/diagnostic.hpp"
#include "syntax/ast.hpp"

namespace schema::lang {

/// What a query gave, or why it failed.
struct QueryResult {
  std::vector<std::string> columns;
  std::vector<List> rows;
  std::string error;               ///< empty: it did not fail
  std::string help;                ///< what to do about the error; may be empty
  std::optional<size_t> position;  ///< the byte of the query that the error is about
};

/// Files with more bytes are not read.
constexpr size_t kMaxFile = 64 << 20;

/// What evaluation may reach outside the text, so that tests and untrusted projects can refuse it.
struct Host {
  std::string root;  ///< the project folder; file functions stay inside it
  /// The environment variable's value; unset means null.
  std::function<const char*(const std::string&)> getenv;
  /// Reads a file (path already resolved); nothing if it cannot be read.
  std::function<bool(const std::string& path, std::string& text)> read_file;
  /// Every file below a folder (path already resolved), as paths relative to it; nothing if there is no such folder.
  std::function<bool(const std::string& folder, std::vector<std::string>& files)> list_files;
  /// Seconds since 1970 for timestamp(); unset: the clock.
  std::function<int64_t()> now;
  /// Runs `data "sql"` on the database at a URL, with values for $1, $2, ... (nothing is NULL). Unset: data blocks are
  /// an error.
  std::function<QueryResult(const std::string& url, const std::string& query,
                            const std::vector<std::optional<std::string>>& args)>
      query;
};

/// A host that reads files under `root` and the environment, and runs no queries.
Host local_host(std::string root);

struct Options {
  std::map<std::string, Value> variables;  ///< values for `variable` blocks: --var, env vars, vars = {...}
  Host host;
  /// Whether a call of this name is a SQL type (`varchar(255)`); from the type table, so that lang knows no types.
  std::function<bool(std::string_view)> is_type;
  Sources* sources = nullptr;  ///< where imported and module files are added
  /// The text of a standard library file ("std/audit"); nothing if there is none of that name.
  std::function<bool(const std::string& name, std::string& text)> standard_library;
  std::vector<std::string> standard_library_names;  ///< for "did you mean"
  std::map<std::string, Value> roots;               ///< more root names: `atlas` in atlas.env
};

/// Several files of one folder (or list) evaluated as one module: variables, locals, imports, mixins, modules, for_each
/// and dynamic blocks are resolved; what is left are the resource blocks (and `moved`), in the order written.
struct Module {
  std::vector<Block> blocks;
  std::map<std::string, Value> outputs;
};

Module evaluate(const std::vector<const syntax::Body*>& files, const Options& options, Diagnostics& diagnostics);

/// Evaluates the project file: its `variable`, `locals` and `data` blocks are resolved on demand; the other blocks
/// (`env`, ...) are evaluated only when `wanted` says so (type, labels), so that another environment's missing secret
/// is no error.
Module evaluate_project(const syntax::Body& file, const Options& options,
                        const std::function<bool(const syntax::Block&)>& wanted, Diagnostics& diagnostics);

}  // namespace schema::lang
