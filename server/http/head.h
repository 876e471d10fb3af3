// Internal of the room: the text of a request's header before it is parsed, and of an answer's.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace qudao::http {

// Refuses what parsers read differently (request smuggling): bare LF or CR, NUL, folded lines,
// white space before a colon. `head` ends with its empty line. Answers "" or why not.
std::string_view ambiguity(std::string_view head);

struct AnswerFacts {
  bool keep_alive = true;
  bool strict_transport = false;
  std::optional<std::uint64_t> content_length = 0; // nothing: until the connection closes
};

// The status line and headers, with the empty line.
std::string answer_head(const Response& response, const Request& request, const AnswerFacts& facts);

// Chooses the asset's or the body's encoding, answers 304 when the client has it already.
void settle_content(Response& response, const Request& request);

} // namespace qudao::http
