#include <algorithm>
#include <map>

#include "core/form/plan.h"
#include "core/version/sources.h"
#include "core/version/version.h"

namespace qudao::version {
namespace {

const Value& or_null(const Value* value) {
  static const Value kNone;
  return value == nullptr ? kNone : *value;
}

class Comparison {
 public:
  Comparison(const form::Definition& from, const form::Definition& to)
      : from_(from), to_(to), sources_(sources_of(from, to)) {}

  std::vector<Change> run() {
    compare_members();
    compare_sections();
    for (const form::FieldInfo& field : to_.fields())
      compare_field(field.key);
    find_removed_fields();
    compare_lists("rules", "/rules", "rule");
    compare_lists("unique", "/unique", "unique");
    return std::move(changes_);
  }

 private:
  void add(std::string_view code, std::string path, Map params, Value before, Value after) {
    changes_.push_back({"version." + std::string(code), std::move(path), std::move(params),
                        std::move(before), std::move(after)});
  }

  // What is neither a field nor a list with ids.
  void compare_members() {
    for (const std::string_view key :
         {"label", "number", "title_field", "context", "letter", "approval"}) {
      const Value& before = or_null(from_.document().find(key));
      const Value& after = or_null(to_.document().find(key));
      if (before != after)
        add("changed", "/" + std::string(key), Map{{"member", Value::string(key)}}, before, after);
    }
  }

  static const Value* item_with_id(const Value& list, std::string_view id) {
    if (!list.is_list()) return nullptr;
    for (const Value& item : list.as_list()) {
      if (item.find("id")->as_string() == id) return &item;
    }
    return nullptr;
  }

  // Lists whose items have an `id`.
  void compare_lists(std::string_view key, const std::string& path, const std::string& what) {
    const Value& before = or_null(from_.document().find(key));
    const Value& after = or_null(to_.document().find(key));
    std::size_t number = 0;
    for (const Value& item : after.is_list() ? after.as_list() : List{}) {
      const Value* old = item_with_id(before, item.find("id")->as_string());
      const std::string place = path + '/' + std::to_string(number++);
      if (old == nullptr) {
        add(what + "_added", place, Map{{"id", *item.find("id")}}, {}, item);
      } else if (*old != item) {
        add(what + "_changed", place, Map{{"id", *item.find("id")}}, *old, item);
      }
    }
    number = 0;
    for (const Value& item : before.is_list() ? before.as_list() : List{}) {
      const std::string place = path + '/' + std::to_string(number++);
      if (item_with_id(after, item.find("id")->as_string()) == nullptr)
        add(what + "_removed", place, Map{{"id", *item.find("id")}}, item, {});
    }
  }

  // Which fields a section holds is told of the fields.
  static Value without_fields(const Value& section) {
    Map rest = section.as_map();
    rest.erase("fields");
    return Value::map(std::move(rest));
  }

  void compare_sections() {
    const Value& before = *from_.document().find("sections");
    const Value& after = *to_.document().find("sections");
    std::size_t number = 0;
    for (const Value& section : after.as_list()) {
      const std::string path = "/sections/" + std::to_string(number++);
      const Value* old = item_with_id(before, section.find("id")->as_string());
      const Map params{{"label", *section.find("label")}};
      if (old == nullptr) {
        add("section_added", path, params, {}, without_fields(section));
      } else if (without_fields(*old) != without_fields(section)) {
        add("section_changed", path, params, without_fields(*old), without_fields(section));
      }
    }
    number = 0;
    for (const Value& section : before.as_list()) {
      const std::string path = "/sections/" + std::to_string(number++);
      if (item_with_id(after, section.find("id")->as_string()) == nullptr) {
        add("section_removed", path, Map{{"label", *section.find("label")}},
            without_fields(section), {});
      }
    }
  }

  static const Value& described(const form::Definition& definition, const std::string& key) {
    return *definition.document().find("fields")->find(key);
  }

  static std::string_view section_of(const form::Definition& definition, const std::string& key) {
    const form::Plan& plan = definition.plan();
    const form::FieldIndex field = plan.find_field(key);
    const form::FieldIndex repeat = plan.graph.repeat[field];
    return repeat != form::kNone ? plan.fields[repeat].key
                                 : plan.sections[plan.fields[field].section].id;
  }

  void compare_field(const std::string& key) {
    const Value& now = described(to_, key);
    const auto source = sources_.find(key);
    const bool moved = source != sources_.end() && source->second != std::vector{key};
    Map params{{"field", Value::string(key)}, {"label", *now.find("label")}};
    std::string before = key;
    if (moved) {
      add_moved(key, source->second, params);
      before = source->second.front();
    } else if (from_.field(key) == nullptr) {
      return add("field_added", "/fields/" + key, std::move(params), {}, now);
    }
    const bool same_field = !moved || source->second.size() == 1;
    if (same_field && from_.field(before) != nullptr) compare_described(before, key, params);
  }

  void add_moved(const std::string& key, const std::vector<std::string>& from, Map params) {
    List labels;
    for (const std::string& each : from) {
      labels.push_back(from_.field(each) == nullptr ? Value::string(each)
                                                    : *described(from_, each).find("label"));
    }
    params.set("from", Value::list(std::move(labels)));
    List keys;
    for (const std::string& each : from)
      keys.push_back(Value::string(each));
    add(is_split(from)    ? "field_split"
        : from.size() > 1 ? "field_joined"
                          : "field_renamed",
        "/fields/" + key, std::move(params), Value::list(std::move(keys)), Value::string(key));
  }

  // Several fields of the new version have their answers from the one.
  bool is_split(const std::vector<std::string>& from) const {
    return std::count_if(sources_.begin(), sources_.end(),
                         [&](const auto& each) { return each.second == from; }) > 1;
  }

  void compare_described(const std::string& before, const std::string& after, const Map& params) {
    const Value& then = described(from_, before);
    const Value& now = described(to_, after);
    const auto compare_member = [&](const Value& member) {
      const Value& old = or_null(then.find(member.as_string()));
      const Value& current = or_null(now.find(member.as_string()));
      if (old == current) return;
      Map more = params;
      more.set("member", member);
      add("field_changed", "/fields/" + after + '/' + std::string(member.as_string()),
          std::move(more), old, current);
    };
    for (const auto& [member, value] : now.as_map())
      compare_member(member);
    for (const auto& [member, value] : then.as_map()) {
      if (now.find(member.as_string()) == nullptr) compare_member(member);
    }
    const std::string_view there = section_of(from_, before);
    const std::string_view here = section_of(to_, after);
    if (there != here)
      add("field_placed", "/fields/" + after, params, Value::string(there), Value::string(here));
  }

  void find_removed_fields() {
    for (const form::FieldInfo& field : from_.fields()) {
      const bool stays = to_.field(field.key) != nullptr && sources_.count(field.key) == 0;
      const bool goes_on = std::any_of(sources_.begin(), sources_.end(), [&](const auto& each) {
        return std::find(each.second.begin(), each.second.end(), field.key) != each.second.end();
      });
      if (stays || goes_on) continue;
      const Value& then = described(from_, field.key);
      add(field.calculated ? "calculated_field_removed" : "field_removed", "/fields/" + field.key,
          Map{{"field", Value::string(field.key)}, {"label", *then.find("label")}}, then, {});
    }
  }

  const form::Definition& from_;
  const form::Definition& to_;
  Sources sources_;
  std::vector<Change> changes_;
};

} // namespace

std::vector<Change> compare(const form::Definition& from, const form::Definition& to) {
  return Comparison(from, to).run();
}

} // namespace qudao::version
