// gzip through zlib. Cost: level 1 about 100 MB/s, level 9 a tenth of it. Thread safety: pure.
#pragma once

#include <string>
#include <string_view>

namespace qudao::http {

std::string gzip(std::string_view content, int level);

} // namespace qudao::http
