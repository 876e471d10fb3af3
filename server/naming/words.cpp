#include "server/naming/words.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include "core/value/json.h"
#include "server/embedded/embedded.h"

namespace qudao::naming {

namespace {

std::optional<Value> read_document(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  auto read = parse_json(std::string(std::istreambuf_iterator<char>(stream), {}));
  if (read) return std::move(read).value();
  std::fprintf(stderr, "qudao: %s: %s at byte %zu\n", file.c_str(), read.error().code.c_str(),
               static_cast<std::size_t>(read.error().offset));
  return std::nullopt;
}

void print(const std::filesystem::path& file, const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    std::fprintf(stderr, "qudao: %s: %s: %s (%s)\n", file.c_str(), issue.path.c_str(),
                 issue.message.c_str(), issue.code.c_str());
  }
}

} // namespace

std::shared_ptr<const match::Lexicon> read_lexicon(const std::filesystem::path& words) {
  auto lexicon = match::Lexicon::read(embedded::lexicon().front().content);
  if (words.empty() || lexicon == nullptr) return lexicon;
  const auto document = read_document(words);
  if (!document) return nullptr;
  auto own = lexicon->with(*document);
  if (own) return std::move(own).value();
  print(words, own.error());
  return nullptr;
}

std::optional<match::MatchingRule> read_rule(const std::filesystem::path& file) {
  if (file.empty()) return match::company_rule();
  const auto document = read_document(file);
  if (!document) return std::nullopt;
  auto rule = match::read_matching_rule(*document);
  if (rule) return std::move(rule).value();
  print(file, rule.error());
  return std::nullopt;
}

} // namespace qudao::naming
