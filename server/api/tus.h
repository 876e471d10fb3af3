// Internal of the room: the headers of tus 1.0, read and written. What is not as the protocol says is
// Failure request.invalid naming the header.
#pragma once

#include <optional>

#include "server/api/call.h"
#include "server/uploads/uploads.h"

namespace qudao::api::tus {

constexpr std::string_view kVersion = "1.0.0";
constexpr std::string_view kExtensions =
    "creation,creation-with-upload,checksum,expiration,termination";
constexpr std::string_view kAlgorithms = "sha1,sha256";

void require_version(const http::Request& request); // Failure upload.version

// Of Upload-Length and Upload-Metadata.
uploads::Announcement announcement(const http::Request& request);

std::uint64_t offset(const http::Request& request);
std::optional<uploads::Checksum> checksum(const http::Request& request);

// Whether a body was sent, which must then be one of bytes; Failure request.media_type.
bool has_bytes(const http::Request& request);
void require_bytes(const http::Request& request);

// {id, offset, length, expires_at, attachment}, with the headers that tell the offset.
http::Response answer(int status, const uploads::Upload& upload);

} // namespace qudao::api::tus
