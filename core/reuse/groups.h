// Groups of fields and their inclusions. Internal to the room.
#pragma once

#include <set>

#include "core/reuse/templates.h"

namespace qudao::reuse {

class Groups {
 public:
  Groups(const Node& definition, const Limits& limits, IssueList& issues, Places& places,
         Meter& meter);

  // What one inclusion comes to.
  struct Field {
    std::string name;
    Value document;
    bool in_rows = false; // its repeat names it, no section does
  };
  struct Included {
    std::vector<Field> fields; // in the order of the group
    List rules;
  };

  // `item` is the inclusion in a section; the first of its rules will be number `rules` of the definition.
  Included include(const Node& item, std::size_t rules);

  const std::set<std::string>& used() const { return used_; }

 private:
  struct Group {
    Node node;
    std::vector<std::pair<std::string, Node>> fields;
    std::vector<Node> order; // names and inclusions
    std::set<std::string> parameters;
    // Every name its rules may use for a field of it, inner inclusions' too; worked out when first asked for.
    std::vector<std::string> own_names;
    // broken: something is wrong with it, which is noted.
    enum class Names : std::uint8_t { unknown, being_found, known, broken } state = Names::unknown;
  };

  // One use of a group, within the uses around it.
  struct Use {
    Group* group = nullptr;
    Node item;
    std::string prefix; // of all uses around it, too
    const Renaming* outside = nullptr;
    Arguments arguments;
    std::size_t depth = 0;
  };

  void read(const std::string& name, const Node& node);
  bool take_parts(Group& group);
  Group* find(const Node& item);
  std::string prefix_of(const Node& item);
  // nullptr for a group that includes itself, or something that is none.
  const std::vector<std::string>* names_of(Group& group, const Node& item);
  bool add_names(Group& group, const Node& item);
  void add_uses(const Use& use, Included& out, std::size_t rules);
  bool place(const Group& group, const Node& item, std::set<std::string_view>& placed,
             bool in_rows);
  void add_field(const Use& use, const Node& item, const Renaming& inside, Included& out,
                 bool in_rows = false);
  void override_fields(const Use& use, std::size_t first, Included& out);
  void override_field(const Use& use, const Node& given, Field& field);
  bool check_arguments(const Use& use);
  bool room_for_more(const Node& item);

  const Limits& limits_;
  IssueList& issues_;
  Places& places_;
  Meter& meter_;
  std::map<std::string, Group, std::less<>> groups_;
  std::set<std::string> used_;
  std::size_t inclusions_ = 0;
  std::size_t members_ = 0;
};

} // namespace qudao::reuse
