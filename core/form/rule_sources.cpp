#include "core/form/rule_sources.h"

#include <array>

namespace qudao::form {
namespace {

struct Key {
  std::string_view key;
  Role role;
};

constexpr std::array<Key, 6> kFieldKeys = {{{"relevant", Role::relevant},
                                            {"required", Role::required},
                                            {"readonly", Role::readonly},
                                            {"calculate", Role::calculate},
                                            {"default", Role::default_value},
                                            {"choice_filter", Role::choice_filter}}};

class Collector {
 public:
  explicit Collector(const Plan& plan) : plan_(plan) {}

  std::vector<RuleSource> collect() {
    for (FieldIndex i = 0; i < plan_.fields.size(); ++i)
      add_field(i);
    add_list(plan_.document.find("rules"), "/rules", Role::rule, kNone);
    if (const Value* approval = plan_.document.find("approval")) {
      add_list(approval->find("guards"), "/approval/guards", Role::guard, kNone);
      add_approver_fields(approval->find("approver_fields"));
    }
    return std::move(found_);
  }

 private:
  void add(Role role, const Value& holder, std::string_view key, const std::string& path,
           FieldIndex field, std::string_view id = {}) {
    const Value* source = holder.find(key);
    if (source == nullptr || !source->is_string()) return;
    found_.push_back(
        {role, path + '/' + std::string(key), source->as_string(), field, std::string(id)});
  }

  void add_field(FieldIndex index) {
    const std::string& key = plan_.fields[index].key;
    const Value& field = *plan_.document.find("fields")->find(key);
    const std::string path = "/fields/" + key;
    for (const Key& each : kFieldKeys)
      add(each.role, field, each.key, path, index);
    if (const Value* choices = field.find("choices"))
      add(Role::choices, *choices, "expression", path + "/choices", index);
    if (const Value* lookup = field.find("lookup"))
      add(Role::lookup_filter, *lookup, "filter", path + "/lookup", index);
    add_list(field.find("constraint"), path + "/constraint", Role::constraint, index);
  }

  // Rules with an id; those with a fieldPath belong to that field.
  void add_list(const Value* list, const std::string& path, Role role, FieldIndex owner) {
    if (list == nullptr || !list->is_list()) return;
    std::size_t number = 0;
    for (const Value& item : list->as_list()) {
      const std::string place = path + '/' + std::to_string(number++);
      const Value* field_path = item.find("fieldPath");
      const FieldIndex field =
          field_path == nullptr ? owner : plan_.find_field(field_path->as_string());
      const Value* id = item.find("id");
      const std::string_view name = id != nullptr ? id->as_string() : std::string_view();
      add(role, item, "expression", place, field, name);
      add(Role::message, item, "messageExpression", place, field, name);
    }
  }

  void add_approver_fields(const Value* list) {
    if (list == nullptr || !list->is_list()) return;
    std::size_t number = 0;
    for (const Value& item : list->as_list()) {
      add(Role::approver, item, "relevant", "/approval/approver_fields/" + std::to_string(number++),
          kNone);
    }
  }

  const Plan& plan_;
  std::vector<RuleSource> found_;
};

} // namespace

std::vector<RuleSource> rule_sources(const Plan& plan) {
  return Collector(plan).collect();
}

} // namespace qudao::form
