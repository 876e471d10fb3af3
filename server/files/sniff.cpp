#include "server/files/files.h"

namespace qudao::files {

namespace {

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

// An Office package names its parts in the directory at the end of the zip.
std::string office_type(std::string_view end) {
  constexpr std::string_view kOffice = "application/vnd.openxmlformats-officedocument.";
  if (end.find("[Content_Types].xml") == std::string_view::npos) {
    return {};
  }
  if (end.find("word/document.xml") != std::string_view::npos) {
    return std::string(kOffice) + "wordprocessingml.document";
  }
  if (end.find("xl/workbook.xml") != std::string_view::npos) {
    return std::string(kOffice) + "spreadsheetml.sheet";
  }
  return {};
}

} // namespace

std::string sniff(std::string_view start, std::string_view end) {
  using namespace std::string_view_literals;
  if (starts(start, "%PDF-")) {
    return "application/pdf";
  }
  if (starts(start, "\x89PNG\r\n\x1a\n")) {
    return "image/png";
  }
  if (starts(start, "\xff\xd8\xff")) {
    return "image/jpeg";
  }
  if (starts(start, "II*\0"sv) || starts(start, "MM\0*"sv)) {
    return "image/tiff";
  }
  if (starts(start, "RIFF") && start.substr(std::min<std::size_t>(8, start.size()), 4) == "WEBP") {
    return "image/webp";
  }
  if (starts(start, "PK\x03\x04")) {
    return office_type(end);
  }
  return {};
}

} // namespace qudao::files
