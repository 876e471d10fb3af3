#include "server/definitions/files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/text/utf8.h"
#include "core/value/json.h"
#include "server/definitions/definitions.h"

namespace qudao::definitions {

namespace fs = std::filesystem;

namespace {

struct Parts {
  Map dictionaries;
  Value texts = Value::map({});
};

// What is no dictionary is passed over: beside a definition may lie anything.
void take_documents(const fs::path& file, Parts& parts) {
  std::vector<std::string> ignored;
  for (const Document& document : documents_of(file, read_document(file, ignored))) {
    if (document.kind == "dictionary" && document.content.find("items") != nullptr) {
      parts.dictionaries.set(document.name, document.content);
    } else if (document.kind == "texts" && document.name == "texts") {
      parts.texts = document.content;
    }
  }
}

// "signing.json:12:3: ", as compilers say it.
std::string place_in(const fs::path& file, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t newline = before.rfind('\n');
  const auto column =
      text::count_code_points(before.substr(newline == before.npos ? 0 : newline + 1)) + 1;
  return file.string() + ':' + std::to_string(line) + ':' + std::to_string(column) + ": ";
}

std::int64_t version_of(const Value& content) {
  const Value* version = content.find("version");
  return version != nullptr && version->kind() == Kind::integer ? version->as_int() : 1;
}

} // namespace

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Value read_document(const fs::path& file, std::vector<std::string>& wrong) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  auto value = parse_json(text);
  if (value && value->is_map()) {
    return std::move(value).value();
  }
  wrong.push_back(value ? file.string() + ": a document is a JSON object"
                        : place_in(file, text, value.error().offset) + value.error().code);
  return Value::map({});
}

std::vector<Document> documents_of(const fs::path& file, const Value& content) {
  if (const Value* entity = content.find("entity"); entity != nullptr && entity->is_string()) {
    return {{"definition", std::string(entity->as_string()), version_of(content), "pack", content}};
  }
  const Value* pools = content.find("pools");
  if (const Value* library = content.find("library");
      library != nullptr && library->is_string() && pools != nullptr) {
    return {{"library", std::string(library->as_string()), version_of(content), "pack", content}};
  }
  const Value* years = content.find("years");
  if (const Value* id = content.find("id"); id != nullptr && id->is_string() && years != nullptr) {
    return {{"calendar", std::string(id->as_string()), 1, "pack", content}};
  }
  const std::string name = file.stem().string();
  if (name == "texts" || name == "notices") {
    return {{"texts", name, 1, "pack", content}};
  }
  std::vector<Document> dictionaries;
  for (const auto& [key, dictionary] : content.as_map()) {
    dictionaries.push_back({"dictionary", std::string(key.as_string()), 1, "pack", dictionary});
  }
  return dictionaries;
}

Value bundle_of_file(const fs::path& file, const fs::path& packs) {
  std::vector<std::string> wrong;
  Value content = read_document(file, wrong);
  if (!wrong.empty()) {
    throw PackError(std::move(wrong));
  }
  if (content.find("definition") != nullptr) {
    return content;
  }
  Parts parts;
  for (const fs::path& each : json_files(packs)) {
    take_documents(each, parts);
  }
  for (const auto& entry : fs::directory_iterator(fs::absolute(file).parent_path())) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") {
      take_documents(entry.path(), parts);
    }
  }
  return Value::map({{"definition", content},
                     {"dictionaries", Value::map(std::move(parts.dictionaries))},
                     {"texts", parts.texts}});
}

} // namespace qudao::definitions
