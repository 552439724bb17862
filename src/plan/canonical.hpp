#pragma once
#include "plan/plan.hpp"

namespace schema {

/// Where both sides hold a resource whose SQL texts differ, asks the judge how the server would store the desired one,
/// and puts that (with the exact dependencies) into `desired`. What is equal as text is never asked about.
void canonicalise(const Catalog& current, Catalog& desired, const Backend&, Judge&, const PlanOptions&, Diagnostics&);

/// Whether a field holds text that the server may print in another way: SQL, a type.
bool holds_text(const Field&, const Resource&);

/// These resources with all that must exist for the server to read them: what they need, their parents, and what can be
/// seen of a table. What is needed only at run time is left out.
std::vector<Resource*> slice_of(const std::vector<Resource*>& resources, const Catalog&);

/// Takes over the texts, and what the server derives from them; references are linked to resources of `catalog`.
void adopt_texts(Resource& into, const Resource& read, Catalog& catalog);

}  // namespace schema
