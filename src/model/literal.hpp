#pragma once
#include "model/field_type.hpp"

/// Plain values where SQL is meant: a file writes `default = "open"`, the server stores `'open'::text`. Both ways follow
/// what the server prints, so that an inspected default and the same one in a file are equal as texts.
namespace schema {

/// A number as the server prints a constant: 5, 1.5, '-1'::integer, '5000000000'::bigint.
std::string number_literal(std::string_view number);

/// A pending text becomes the constant that the server prints for a column of this type.
void literal_to_sql(Sql&, const Type&);

/// Marks an expression that the server printed as a plain value of this type, if it is one.
void mark_literal(Sql&, const Type&);

/// The plain value, or sql("...") for what is none.
lang::Value literal_value(const Sql&);

}  // namespace schema
