// Reading a JSON document into structures while collecting every issue, each with its JSON pointer.
//
// A Node is a value and where it stands. Its readers answer a fallback when something is missing or
// of the wrong type and note the issue, so that reading goes on and one run finds everything.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/value.h"
#include "core/value/violation.h"

namespace qudao::form {

class IssueList {
 public:
  explicit IssueList(std::size_t most) : most_(most) {}
  void add(std::string_view code, std::string path, Map params = {});
  void add(Issue issue);
  bool empty() const { return issues_.empty(); }
  std::vector<Issue> take() { return std::move(issues_); }

 private:
  std::vector<Issue> issues_;
  std::size_t most_;
};

class Node {
 public:
  Node(const Value& value, std::string path, IssueList& issues)
      : value_(&value), path_(std::move(path)), issues_(&issues) {}

  const Value& value() const { return *value_; }
  const std::string& path() const { return path_; }
  void issue(std::string_view code, Map params = {}) const;
  // With one parameter: much smaller where it is called than a braced Map.
  void issue(std::string_view code, std::string_view param, Value value) const;
  void issue(std::string_view code, std::string_view param, std::string_view text) const;

  // Whether this is a map with all of `required` and nothing beside `required` and `optional`.
  bool is_object(std::initializer_list<std::string_view> required,
                 std::initializer_list<std::string_view> optional = {}) const;

  std::optional<Node> get(std::string_view key) const; // nothing when absent
  std::vector<Node> items(std::string_view key) const; // of a list; empty when absent
  std::vector<std::pair<std::string, Node>> entries(std::string_view key) const; // of a map

  std::string text(std::string_view key) const;                  // "" when absent
  std::vector<std::string> texts(std::string_view key) const;    // list of strings
  bool truth(std::string_view key, bool fallback) const;         // boolean
  std::optional<double> number(std::string_view key) const;      // integer or real
  std::optional<std::int64_t> count(std::string_view key) const; // integer ≥ 0
  std::string one_of(std::string_view key, std::initializer_list<std::string_view> allowed) const;
  Value localized(std::string_view key) const; // {"zh-CN": "…", …}, zh-CN needed; null when absent

 private:
  Node child(const Value& value, std::string_view step) const;

  const Value* value_;
  std::string path_;
  IssueList* issues_;
};

// "a/b~c" → "a~1b~0c"
std::string pointer_step(std::string_view key);

} // namespace qudao::form
