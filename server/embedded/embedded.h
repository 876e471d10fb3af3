// Files compiled into the program (server/embed.cmake), so that it runs without its source tree.
//
// Thread safety: constants.
#pragma once

#include <string_view>
#include <vector>

namespace qudao::embedded {

struct File {
  std::string_view name; // without folder
  std::string_view content;
};

const std::vector<File>& migrations();       // server/storage/migrations/*.sql, by name
const std::vector<File>& api_documents();    // server/api/*.json and server/api/openapi/*.json
const std::vector<File>& common_passwords(); // one file: sorted, one a line
const std::vector<File>& lexicon();          // one file: that of core/match
const std::vector<File>& calendar();         // one file: that of core/calendar
const std::vector<File>& demo_documents();   // of server/demo

} // namespace qudao::embedded
