#pragma once
#include "kinds/operation.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

/// The members of operator families, each as a row of JSON text that sets both lists. `alone` is a condition on
/// pg_depend d that tells members of a family itself from those of a class.
struct ClassMembers {
  std::vector<ClassOperator> operators;
  std::vector<ClassFunction> functions;
};

/// What belongs to each class (by the class's oid) or to each family alone (by the family's). The rows that hold the
/// members stand for the resource that `owner` finds.
void read_members(Inspector& db, Class owners, const std::function<std::pair<ClassMembers*, Resource*>(Oid)>& owner);

/// "OPERATOR 1 public.=== (integer, integer) FOR ORDER BY public.f".
std::string member_sql(const ClassOperator&);
/// "FUNCTION 1 (integer, integer) public.cmp(integer, integer)".
std::string member_sql(const ClassFunction&);

}  // namespace schema::postgres
