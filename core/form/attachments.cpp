#include "core/form/attachments.h"

#include <array>

#include "core/identity/address.h"
#include "core/identity/fold.h"

namespace qudao::form {
namespace {

constexpr std::array<std::string_view, 7> kTexts = {"content_type", "file_name", "id", "name",
                                                    "sha256",       "type",      "url"};

// The known parts, texts trimmed, absent when empty; null when a part has another type.
Value normalised(const Value& typed) {
  if (!typed.is_map()) return {};
  Map out;
  for (const auto& [key, part] : typed.as_map()) {
    const std::string_view name = key.as_string();
    if (part.is_null()) continue;
    if (name == "size") {
      if (part.kind() != Kind::integer || part.as_int() < 0) return {};
      out.set(name, part);
      continue;
    }
    bool known = false;
    for (const std::string_view text : kTexts)
      known = known || text == name;
    if (!known || !part.is_string()) return {};
    const std::string trimmed = identity::trim_text(part.as_string());
    if (!trimmed.empty()) out.set(name, Value::string(trimmed));
  }
  if (const Value* url = out.find("url")) {
    if (const identity::FormatResult canonical = identity::url(url->as_string()))
      out.set("url", Value::string(*canonical));
  }
  return Value::map(std::move(out));
}

std::string_view fault_of(const Value& attachment, const ChoiceSet* types, std::int64_t max_bytes) {
  const Value* type = attachment.find("type");
  const Value* url = attachment.find("url");
  const Value* size = attachment.find("size");
  if (type == nullptr) return "attachment.type_required";
  if (types != nullptr && types->find(type->as_string()) == ChoiceSet::kNone)
    return "attachment.type_unknown";
  if (url == nullptr && attachment.find("id") == nullptr) return "attachment.source";
  if (url != nullptr && !identity::url(url->as_string())) return "attachment.url";
  if (size != nullptr && size->as_int() == 0) return "attachment.empty";
  if (size != nullptr && max_bytes > 0 && size->as_int() > max_bytes) return "attachment.too_large";
  return {};
}

} // namespace

Reading read_attachments(const Value& typed, const ReadContext&) {
  if (!typed.is_list()) return {typed, {}, "type"};
  if (typed.as_list().empty()) return {};
  List out;
  for (const Value& each : typed.as_list()) {
    out.push_back(normalised(each));
    if (out.back().is_null()) return {typed, {}, "type"};
  }
  const Value list = Value::list(std::move(out));
  return {list, list, {}};
}

std::vector<AttachmentFault> check_attachments(const List& attachments,
                                               const ChoiceSet* document_types,
                                               std::int64_t max_files, std::int64_t max_bytes) {
  std::vector<AttachmentFault> faults;
  if (max_files > 0 && attachments.size() > static_cast<std::size_t>(max_files))
    faults.push_back({"attachment.too_many", -1});
  std::int32_t index = 0;
  for (const Value& attachment : attachments) {
    const std::string_view code = fault_of(attachment, document_types, max_bytes);
    if (!code.empty()) faults.push_back({code, index});
    ++index;
  }
  return faults;
}

} // namespace qudao::form
