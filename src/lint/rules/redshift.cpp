#include "lint/families.hpp"

namespace schema::lint {

namespace {

const Rule kRules[] = {
    {.code = "RS101",
     .title = "A key that nobody checks",
     .doc = "Redshift never looks whether a primary key, unique or foreign key holds, but plans queries as if it did: where it "
            "does not, they give wrong results. Check the rows before you declare it."},
    {.code = "RS104",
     .title = "Partitions of an external table are forgotten",
     .doc = "An external table that is dropped and created again has no partitions until they are added again. The files stay."},
    {.code = "RS105",
     .title = "A datashare goes",
     .doc = "Its consumers can query it no more, and a new one of the same name must be granted to them again."},
    {.code = "RS301",
     .title = "Redshift moves all rows of a table",
     .doc = "Another distribution, sort key or encoding is worked off in the background. The table can be read meanwhile, and "
            "the cluster has less time for everything else."},
    {.code = "RS302",
     .title = "A table is made anew with its rows",
     .doc = "Redshift has no ALTER for this. The table is renamed, created anew and filled with its rows in one transaction, "
            "which needs as much space again, and waits for all that read it. Views over it are made anew as well."},
    {.code = "RS303",
     .title = "A shorter varchar may not hold what is stored",
     .doc = "The statement fails if a value is longer. Look for the longest first: `SELECT max(octet_length(c)) FROM t`."},
    {.code = "RS304",
     .title = "Rows get new values of an identity column",
     .doc = "A table that is made anew is filled by INSERT, which cannot give values to an `identity = always` column: the rows "
            "are counted anew, in no particular order, and what refers to them by the old values finds other rows. With "
            "`identity = by_default` they keep their values."},
    {.code = "RS305",
     .title = "An identity column counts from its start again",
     .doc = "A table that is made anew keeps the values of an `identity = by_default` column, but its counter begins where the "
            "file says. Give it a `start` above the greatest value, or new rows get values that are there already."},
};

}  // namespace

Family redshift_rules() { return {"Redshift", kRules, "redshift"}; }

}  // namespace schema::lint
