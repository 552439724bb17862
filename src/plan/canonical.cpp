#include "plan/canonical.hpp"

#include <unordered_set>

#include "diff/diff.hpp"
#include "plan/without_roles.hpp"

namespace schema {

namespace {

/// Tells whether a field holds text that the server may print in another way.
struct TextFinder : Visitor {
  bool found = false;
  void sql(Sql&, const Field&) override { found = true; }
  void type(Type&, const Field&) override { found = true; }
};

class Canonicaliser {
 public:
  Canonicaliser(const Catalog& current, Catalog& desired) : current_(current), desired_(desired) {}

  std::vector<Resource*> doubtful() {
    std::set<std::string> leaving = leaving_names();
    for (auto& r : desired_.all()) {
      auto now = current_.find(r->address);
      if (now ? text_differs(*now, *r) : leaving.contains(base_name(*r))) doubtful_.push_back(r.get());
    }
    return doubtful_;
  }

  /// Takes over what the server made of the doubtful ones.
  void adopt(const Catalog& read) {
    std::map<std::string, std::vector<Resource*>> by_base;
    for (auto& r : read.all()) by_base[base_name(*r)].push_back(r.get());
    for (auto r : doubtful_) {
      auto found = read.find(r->address);
      if (auto& same = by_base[base_name(*r)]; !found && same.size() == 1) found = same.front();
      if (found) adopt(*r, *found);
    }
  }

 private:
  static std::string base_name(const Resource& r) { return make_address(*r.kind, r.schema, r.name, r.parent); }

  /// Routines that have no counterpart: with their arguments' types spelled otherwise they may be the same as a new
  /// one.
  std::set<std::string> leaving_names() const {
    std::set<std::string> names;
    for (auto& r : current_.all())
      if (r->kind->full_name && r->managed && !desired_.find(r->address)) names.insert(base_name(*r));
    return names;
  }

  static bool text_differs(const Resource& from, const Resource& to) {
    for (auto field : changed_fields(from, to))
      if (holds_text(*field, from) || holds_text(*field, to)) return true;
    return false;
  }

  /// Whether the file names it as what it is, not in a text.
  static bool refers(Resource& r, const Resource& to) {
    struct Finder : Visitor {
      const Resource& to;
      bool found = false;
      explicit Finder(const Resource& to) : to(to) {}
      void ref(Ref& ref, const Field&) override { found = found || ref.to == &to; }
    } finder(to);
    visit(r, finder);
    return finder.found;
  }

  void adopt(Resource& r, const Resource& read) {
    adopt_texts(r, read, desired_);
    if (r.address != read.address) {
      r.address = read.address;
      desired_.index(r);
    }
    std::vector<Edge> needs;
    for (auto& need : read.needs)
      if (auto to = desired_.find(need.to->address)) needs.push_back({to, need.soft});
    auto known = [&](const Edge& need) {
      return std::any_of(needs.begin(), needs.end(), [&](auto& other) { return other.to == need.to; });
    };
    for (auto& need : r.needs)
      if ((need.soft || refers(r, *need.to)) && !known(need)) needs.push_back(need);
    r.needs = std::move(needs);
  }

  const Catalog& current_;
  Catalog& desired_;
  std::vector<Resource*> doubtful_;
};

/// The server's text, but the place in the file that it came from.
void adopt_field(const Field& field, Resource& r, const Resource& read, Catalog& catalog) {
  struct Origins : Visitor {
    std::vector<std::shared_ptr<const TextOrigin>> all;
    void sql(Sql& sql, const Field&) override { all.push_back(sql.origin); }
  } origins;
  struct Relink : Visitor {
    Catalog& catalog;
    std::vector<std::shared_ptr<const TextOrigin>>& all;
    size_t next = 0;
    Relink(Catalog& c, std::vector<std::shared_ptr<const TextOrigin>>& o) : catalog(c), all(o) {}
    void ref(Ref& ref, const Field&) override { ref.to = catalog.find(ref.address); }
    void sql(Sql& sql, const Field&) override {
      // The text is the server's now: only the literal as a whole is still where it was.
      if (next < all.size() && all[next]) sql.origin = std::make_shared<TextOrigin>(TextOrigin{all[next]->where, {}});
      ++next;
    }
  };
  field.type->visit(field.get(&r), field, origins);
  field.type->assign(field.get(&r), field.of(&read));
  Relink relink(catalog, origins.all);
  field.type->visit(field.get(&r), field, relink);
}

class Slicer {
 public:
  explicit Slicer(const Catalog& catalog) : catalog_(catalog) {}

  std::vector<Resource*> run(const std::vector<Resource*>& resources) {
    for (auto r : resources) include(*r);
    for (auto& r : catalog_.all())
      if (r->kind->ambient) include(*r);
    std::vector<Resource*> ordered;
    for (auto& r : catalog_.all())
      if (included_.contains(r.get())) ordered.push_back(r.get());
    return ordered;
  }

 private:
  void include(Resource& r) {
    if (!included_.insert(&r).second) return;
    if (r.parent) include(*r.parent);
    for (auto& need : r.needs)
      if (!need.soft) include(*need.to);
    for (auto child : r.children)
      if (child->kind->shape) include(*child);
  }

  const Catalog& catalog_;
  std::unordered_set<const Resource*> included_;
};

}  // namespace

bool holds_text(const Field& field, const Resource& r) {
  TextFinder finder;
  field.type->visit(field.get(const_cast<Resource*>(&r)), field, finder);
  return finder.found;
}

std::vector<Resource*> slice_of(const std::vector<Resource*>& resources, const Catalog& catalog) {
  return Slicer(catalog).run(resources);
}

void adopt_texts(Resource& into, const Resource& read, Catalog& catalog) {
  for (auto& field : into.kind->fields) {
    if (field.options.on_change == OnChange::guides) continue;  // the server knows nothing of it
    if (field.options.hidden || holds_text(field, into) || holds_text(field, read))
      adopt_field(field, into, read, catalog);
  }
}

void canonicalise(const Catalog& current, Catalog& desired, const Backend& backend, Judge& judge,
                  const PlanOptions& options, Diagnostics& out) {
  Canonicaliser work(current, desired);
  auto doubtful = work.doubtful();
  if (doubtful.empty()) return;
  auto slice = slice_of(doubtful, desired);
  WithoutRoles hidden(slice);
  auto creation = plan_sketch(slice, backend, current.server_version, out);
  if (out.has_errors()) return;
  creation.search_path = options.search_path;
  work.adopt(judge.read_back(creation, out));
}

}  // namespace schema
