#pragma once
#include "plan/scope.hpp"

namespace schema::postgres {

/// What default privileges give to an object when it is made is more than its file may say: says of every object in
/// `desired` that they are for what each role shall have on it, so that what is made, or made anew, is set right.
/// Nothing is said where permissions are not managed: no file speaks of any, nor does `manage`. Default privileges that
/// are new come last.
void state_rights(Catalog& desired, const Catalog& current, const ScopeOptions&);

/// Who loses all rights on a table loses those on its columns with them (manual: sql-revoke). Where the latter shall
/// stay, or come, the table says that there is nothing for that role any more, which is done together with them.
void state_column_rights(Catalog& desired, const Catalog& current);

}  // namespace schema::postgres
