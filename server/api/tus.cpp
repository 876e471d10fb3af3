#include "server/api/tus.h"

#include <algorithm>
#include <charconv>

#include "core/text/utf8.h"
#include "server/failure/failure.h"

namespace qudao::api::tus {

namespace {

constexpr std::string_view kBytes = "application/offset+octet-stream";
constexpr std::size_t kLongestType = 100;

[[noreturn]] void wrong_header(std::string_view name, std::string_view expected) {
  Map violation{{"code", Value::string("request.header")},
                {"path", Value::string("/" + std::string(name))},
                {"params", Value::map(Map{{"expected", Value::string(expected)}})}};
  throw Failure("request.invalid", Value::list({Value::map(std::move(violation))}));
}

std::uint64_t number_header(const http::Request& request, std::string_view name) {
  constexpr std::uint64_t kLargest = std::uint64_t{1} << 53U; // what JSON and JavaScript can count
  const std::string_view text = request.header(name);
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() ||
      number > kLargest) {
    wrong_header(name, "number");
  }
  return number;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

bool is_key(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

// "filename d29ybGQ=,sha256 …": keys with decoded values.
http::Pairs parse_metadata(std::string_view text) {
  constexpr std::string_view kName = "Upload-Metadata";
  http::Pairs pairs;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view item = trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    const std::size_t space = std::min(item.find(' '), item.size());
    const std::string_view key = item.substr(0, space);
    std::string value;
    if (!is_key(key) || !crypto::base64_decode(trimmed(item.substr(space)), value)) {
      wrong_header(kName, "key base64,…");
    }
    for (const auto& known : pairs) {
      if (known.first == key) {
        wrong_header(kName, "unique keys");
      }
    }
    pairs.emplace_back(key, std::move(value));
  }
  return pairs;
}

std::string value_of(const http::Pairs& metadata, std::string_view key) {
  for (const auto& pair : metadata) {
    if (pair.first == key) {
      return pair.second;
    }
  }
  return {};
}

std::string read_hash(std::string text) {
  const bool right =
      text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (!right) {
    wrong_header("Upload-Metadata/sha256", "SHA-256, 64 × 0-9a-f");
  }
  for (char& c : text) {
    c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

} // namespace

void require_version(const http::Request& request) {
  if (request.header("tus-resumable") != kVersion) {
    throw Failure("upload.version");
  }
}

uploads::Announcement announcement(const http::Request& request) {
  uploads::Announcement about;
  if (!request.header("upload-defer-length").empty()) {
    wrong_header("Upload-Defer-Length", "none");
  }
  about.size = number_header(request, "Upload-Length");
  about.metadata = request.header("upload-metadata");
  const http::Pairs metadata = parse_metadata(about.metadata);
  about.sha256 = read_hash(value_of(metadata, "sha256"));
  about.id = value_of(metadata, "attachment_id");
  if (!about.id.empty() && !crypto::is_uuid(about.id)) {
    wrong_header("Upload-Metadata/attachment_id", "UUID, 0-9a-f");
  }
  about.type = value_of(metadata, "type");
  if (about.type.size() > kLongestType || !text::is_valid(about.type)) {
    wrong_header("Upload-Metadata/type", "UTF-8, ≤ 100");
  }
  const std::string filetype = value_of(metadata, "filetype");
  about.content_type = filetype.substr(0, filetype.find(';'));
  about.file_name = files::plain_name(value_of(metadata, "filename"));
  return about;
}

std::uint64_t offset(const http::Request& request) {
  return number_header(request, "Upload-Offset");
}

std::optional<uploads::Checksum> checksum(const http::Request& request) {
  constexpr std::string_view kName = "Upload-Checksum";
  const std::string_view text = request.header(kName);
  if (text.empty()) {
    return std::nullopt;
  }
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string_view algorithm = text.substr(0, space);
  uploads::Checksum checksum;
  if (algorithm == "sha256") {
    checksum.algorithm = crypto::Algorithm::sha256;
  } else if (algorithm != "sha1") {
    wrong_header(kName, "sha1, sha256");
  }
  const std::size_t length = algorithm == "sha1" ? 20 : 32;
  if (!crypto::base64_decode(trimmed(text.substr(space)), checksum.digest) ||
      checksum.digest.size() != length) {
    wrong_header(kName, "base64");
  }
  return checksum;
}

bool has_bytes(const http::Request& request) {
  const bool announced = request.stream->announced_size().value_or(0) > 0;
  if (!announced && request.header("transfer-encoding").empty()) {
    return false;
  }
  require_bytes(request);
  return true;
}

void require_bytes(const http::Request& request) {
  const std::string_view type = request.header("content-type");
  if (trimmed(type.substr(0, type.find(';'))) != kBytes) {
    throw Failure("request.media_type");
  }
}

http::Response answer(int status, const uploads::Upload& upload) {
  const uploads::Announcement& about = upload.about;
  files::Attachment attachment;
  attachment.id = about.id;
  attachment.sha256 = about.sha256;
  attachment.size = about.size;
  attachment.content_type = about.content_type;
  attachment.file_name = about.file_name;
  attachment.type = about.type;
  http::Response response = json(
      status, Value::map(Map{
                  {"id", Value::string(about.id)},
                  {"offset", Value::integer(static_cast<std::int64_t>(upload.offset))},
                  {"length", Value::integer(static_cast<std::int64_t>(about.size))},
                  {"expires_at",
                   upload.finished ? Value::null() : Value::string(rfc3339(upload.expires_at))},
                  {"attachment", upload.finished ? files::to_value(attachment) : Value::null()}}));
  response.headers.emplace_back("Upload-Offset", std::to_string(upload.offset));
  if (!upload.finished) {
    response.headers.emplace_back("Upload-Expires", http_date(upload.expires_at));
  }
  return response;
}

} // namespace qudao::api::tus
