#include "server/xlsx/xml.h"

#include <expat.h>
#include <memory>

namespace qudao::xlsx {

namespace {

struct Walk {
  const Visitor& visitor;
  XML_Parser parser;
  bool enough = false;

  void look_on() {
    if (!visitor.goes_on()) {
      enough = true;
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

void on_begin(void* data, const char* name, const char** attributes) {
  auto& walk = *static_cast<Walk*>(data);
  Attributes all;
  for (; *attributes != nullptr; attributes += 2) {
    all.emplace(without_prefix(attributes[0]), attributes[1]);
  }
  walk.visitor.begin(without_prefix(name), all);
  walk.look_on();
}

void on_end(void* data, const char* name) {
  static_cast<Walk*>(data)->visitor.end(without_prefix(name));
}

void on_text(void* data, const char* text, int length) {
  static_cast<Walk*>(data)->visitor.text(std::string_view(text, static_cast<std::size_t>(length)));
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
  XML_StopParser(static_cast<Walk*>(data)->parser, XML_FALSE);
}

} // namespace

bool walk(std::string_view document, const Visitor& visitor) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate("UTF-8"), &XML_ParserFree);
  if (!parser) {
    return false;
  }
  Walk state{visitor, parser.get()};
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  const auto status =
      XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
  return status == XML_STATUS_OK || state.enough;
}

} // namespace qudao::xlsx
