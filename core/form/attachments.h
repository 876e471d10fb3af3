// Answers of kind `attachments`: a list of files and URLs, each with a document type.
#pragma once

#include "core/form/field_kinds.h"

namespace qudao::form {

// {"id", "type", "name"?, "file_name"?, "url"?, "size"?, "sha256"?, "content_type"?} each; `type`
// for another shape.
Reading read_attachments(const Value& typed, const ReadContext& context);

struct AttachmentFault {
  std::string_view code; // attachment.…
  std::int32_t index;    // of the attachment; −1 when it is about all of them
};

// The faults of a well-formed list: a document type that is missing or unknown, neither file nor
// URL, a wrong URL, an empty or too large file, too many. `max_files` and `max_bytes` of 0 mean no
// limit.
std::vector<AttachmentFault> check_attachments(const List& attachments,
                                               const ChoiceSet* document_types,
                                               std::int64_t max_files, std::int64_t max_bytes);

} // namespace qudao::form
