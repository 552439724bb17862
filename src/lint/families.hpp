#pragma once
#include "lint/rule.hpp"

/// One function a file of src/lint/rules.
namespace schema::lint {

Family loss_rules();
Family constraint_rules();
Family row_rules();
Family reader_rules();
Family lock_rules();
Family table_rules();
Family type_rules();
Family code_rules();
Family security_rules();
Family name_rules();
Family redshift_rules();
Family own_rules();

}  // namespace schema::lint
