// A walk through the elements of an XML document, without document types. Internal to the room.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace qudao::xlsx {

using Attributes = std::map<std::string, std::string, std::less<>>;

// Names come without their prefix: those of a spreadsheet are told apart by their place.
struct Visitor {
  std::function<void(std::string_view name, const Attributes& attributes)> begin;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;
  std::function<bool()> goes_on = [] { return true; }; // false: enough was seen
};

// False when it is not well-formed or has a document type.
bool walk(std::string_view document, const Visitor& visitor);

} // namespace qudao::xlsx
