#include <charconv>
#include <memory>
#include <optional>
#include <vector>
#include <zip.h>

#include "core/text/utf8.h"
#include "server/xlsx/xlsx.h"
#include "server/xlsx/xml.h"

namespace qudao::xlsx {

namespace {

using workbook::Row;
using workbook::Sheet;
using workbook::Workbook;

struct Refused {
  std::string code;
};

zip_t* opened(std::string_view bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (zip == nullptr) {
    zip_source_free(source);
  }
  return zip;
}

class Archive {
 public:
  // Takes the zip; null: there is none.
  Archive(zip_t* zip, const Limits& limits)
      : zip_(zip, &zip_discard), limits_(limits), bytes_left_(limits.all_bytes) {
    if (!zip_) {
      throw Refused{"xlsx.unreadable"};
    }
  }

  // Unpacked; nothing when there is no such part. What it says of its own size is not believed.
  std::optional<std::string> part(const std::string& name) {
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
        zip_fopen(zip_.get(), name.c_str(), 0), &zip_fclose);
    if (!file) {
      return std::nullopt;
    }
    std::string content;
    std::vector<char> buffer(65'536);
    while (true) {
      const zip_int64_t count = zip_fread(file.get(), buffer.data(), buffer.size());
      if (count < 0) {
        throw Refused{"xlsx.unreadable"};
      }
      if (count == 0) {
        return content;
      }
      const auto more = static_cast<std::size_t>(count);
      if (content.size() + more > limits_.part_bytes || more > bytes_left_) {
        throw Refused{"xlsx.too_large"};
      }
      bytes_left_ -= more;
      content.append(buffer.data(), more);
    }
  }

  std::string needed(const std::string& name) {
    auto content = part(name);
    if (!content) {
      throw Refused{"xlsx.unreadable"};
    }
    return std::move(*content);
  }

 private:
  std::unique_ptr<zip_t, decltype(&zip_discard)> zip_;
  const Limits& limits_;
  std::size_t bytes_left_;
};

void walk_or_refuse(std::string_view document, const Visitor& visitor) {
  if (!walk(document, visitor)) {
    throw Refused{"xlsx.xml"};
  }
}

std::string attribute(const Attributes& attributes, std::string_view name) {
  const auto at = attributes.find(name);
  return at == attributes.end() ? std::string() : at->second;
}

// Excel writes what XML cannot say as _x000D_, and an underscore before such letters as _x005F_.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t code = 0;
    const bool escape = text.substr(at, 2) == "_x" && text.substr(at + 6, 1) == "_";
    const char* first = text.data() + at + 2;
    if (escape && std::from_chars(first, first + 4, code, 16).ptr == first + 4) {
      text::append_code_point(out, static_cast<char32_t>(code));
      at += 7;
    } else {
      out += text[at++];
    }
  }
  return out;
}

// The texts of <si> or <is>: its <t>, also in runs, without those of phonetic guides.
class TextReader {
 public:
  void begin(std::string_view name) {
    if (name == "rPh") {
      ++guides_;
    }
    in_text_ = name == "t" && guides_ == 0;
  }
  void end(std::string_view name) {
    if (name == "rPh") {
      --guides_;
    }
    in_text_ = false;
  }
  void text(std::string_view text) {
    if (in_text_) {
      content_ += text;
    }
  }
  std::string take() { return unescaped(std::exchange(content_, {})); }

 private:
  std::string content_;
  int guides_ = 0;
  bool in_text_ = false;
};

std::vector<std::string> shared_texts(Archive& archive, const Limits& limits) {
  std::vector<std::string> texts;
  const auto document = archive.part("xl/sharedStrings.xml");
  if (!document) {
    return texts;
  }
  TextReader reader;
  Visitor visitor;
  visitor.begin = [&](std::string_view name, const Attributes&) { reader.begin(name); };
  visitor.text = [&](std::string_view text) { reader.text(text); };
  visitor.end = [&](std::string_view name) {
    reader.end(name);
    if (name == "si") {
      texts.push_back(reader.take());
    }
  };
  visitor.goes_on = [&] { return texts.size() <= limits.texts; };
  walk_or_refuse(*document, visitor);
  if (texts.size() > limits.texts) {
    throw Refused{"xlsx.too_large"};
  }
  return texts;
}

// "C5" → column 2, row 4; nothing for what is no such name.
std::optional<std::pair<std::size_t, std::size_t>> place_of(std::string_view name) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && at < 4; ++at) {
    column = column * 26 + static_cast<std::size_t>(name[at] - 'A') + 1;
  }
  std::size_t row = 0;
  const auto [end, error] = std::from_chars(name.data() + at, name.data() + name.size(), row);
  const bool whole = error == std::errc() && end == name.data() + name.size();
  return at > 0 && whole && row > 0 ? std::optional(std::pair(column - 1, row - 1)) : std::nullopt;
}

class SheetReader {
 public:
  // `bytes_left`: of all sheets.
  SheetReader(const std::vector<std::string>& texts, const Limits& limits, std::size_t& bytes_left)
      : texts_(texts), limits_(limits), bytes_left_(bytes_left) {}

  std::vector<Row> read(std::string_view document) {
    Visitor visitor;
    visitor.begin = [&](std::string_view name, const Attributes& attributes) {
      begin(name, attributes);
    };
    visitor.text = [&](std::string_view text) {
      inline_.text(text);
      if (in_value_) {
        value_ += text;
      }
    };
    visitor.end = [&](std::string_view name) { end(name); };
    visitor.goes_on = [&] { return !too_large_; };
    walk_or_refuse(document, visitor);
    if (too_large_) {
      throw Refused{"xlsx.too_large"};
    }
    return std::move(rows_);
  }

 private:
  void begin(std::string_view name, const Attributes& attributes) {
    inline_.begin(name);
    in_value_ = name == "v";
    if (name == "row") {
      const std::string number = attribute(attributes, "r");
      row_ = number.empty() ? next_row_
                            : place_of("A" + number).value_or(std::pair(0, next_row_)).second;
      next_row_ = row_ + 1;
      next_column_ = 0;
    } else if (name == "c") {
      type_ = attribute(attributes, "t");
      value_.clear();
      const auto place = place_of(attribute(attributes, "r"));
      column_ = place ? place->first : next_column_;
      row_ = place ? place->second : row_;
      next_column_ = column_ + 1;
      too_large_ = too_large_ || row_ >= limits_.rows || column_ >= limits_.columns;
    }
  }

  void end(std::string_view name) {
    inline_.end(name);
    in_value_ = false;
    if (name == "c" && !too_large_) {
      put(content());
    }
  }

  std::string content() {
    std::string written = inline_.take();
    if (type_ == "inlineStr") {
      return written;
    }
    if (type_ == "s") {
      std::size_t number = texts_.size();
      std::from_chars(value_.data(), value_.data() + value_.size(), number);
      return number < texts_.size() ? texts_[number] : std::string();
    }
    if (type_ == "b") {
      return value_ == "1" ? "true" : "false";
    }
    return type_ == "str" ? unescaped(value_) : value_;
  }

  void put(std::string content) {
    if (content.empty()) {
      return;
    }
    if (rows_.size() <= row_) {
      rows_.resize(row_ + 1);
    }
    Row& row = rows_[row_];
    const std::size_t wider = row.size() <= column_ ? column_ + 1 - row.size() : 0;
    const std::size_t bytes = wider * sizeof(std::string) + content.size();
    if (bytes > bytes_left_) {
      too_large_ = true;
      return;
    }
    bytes_left_ -= bytes;
    row.resize(row.size() + wider);
    row[column_] = std::move(content);
  }

  const std::vector<std::string>& texts_;
  const Limits& limits_;
  std::size_t& bytes_left_;
  TextReader inline_;
  std::vector<Row> rows_;
  std::string type_;
  std::string value_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t next_row_ = 0;
  std::size_t next_column_ = 0;
  bool in_value_ = false;
  bool too_large_ = false;
};

// Id → part, as xl/_rels/workbook.xml.rels has it.
std::map<std::string, std::string> parts_of(Archive& archive) {
  std::map<std::string, std::string> parts;
  Visitor visitor;
  visitor.begin = [&](std::string_view name, const Attributes& attributes) {
    const std::string target = attribute(attributes, "Target");
    if (name == "Relationship" && !target.empty()) {
      parts.emplace(attribute(attributes, "Id"),
                    target.front() == '/' ? target.substr(1) : "xl/" + target);
    }
  };
  visitor.text = [](std::string_view) {};
  visitor.end = [](std::string_view) {};
  walk_or_refuse(archive.needed("xl/_rels/workbook.xml.rels"), visitor);
  return parts;
}

// Name and id of each sheet.
std::vector<std::pair<std::string, std::string>> sheets_of(Archive& archive) {
  std::vector<std::pair<std::string, std::string>> sheets;
  Visitor visitor;
  visitor.begin = [&](std::string_view name, const Attributes& attributes) {
    if (name == "sheet") {
      sheets.emplace_back(attribute(attributes, "name"), attribute(attributes, "id"));
    }
  };
  visitor.text = [](std::string_view) {};
  visitor.end = [](std::string_view) {};
  walk_or_refuse(archive.needed("xl/workbook.xml"), visitor);
  return sheets;
}

Workbook read_all(zip_t* zip, const Limits& limits) {
  Archive archive(zip, limits);
  const auto parts = parts_of(archive);
  const auto sheets = sheets_of(archive);
  if (sheets.size() > limits.sheets) {
    throw Refused{"xlsx.too_large"};
  }
  const std::vector<std::string> texts = shared_texts(archive, limits);
  Workbook workbook;
  std::size_t bytes_left = limits.cell_bytes;
  for (const auto& [name, id] : sheets) {
    const auto part = parts.find(id);
    if (part == parts.end()) {
      throw Refused{"xlsx.unreadable"};
    }
    workbook.push_back(
        {name, SheetReader(texts, limits, bytes_left).read(archive.needed(part->second))});
  }
  return workbook;
}

Result<Workbook, std::string> read_zip(zip_t* zip, const Limits& limits) {
  try {
    return read_all(zip, limits);
  } catch (const Refused& refused) {
    return Unexpected{refused.code};
  }
}

} // namespace

Result<Workbook, std::string> read(const std::filesystem::path& file, const Limits& limits) {
  return read_zip(zip_open(file.c_str(), ZIP_RDONLY, nullptr), limits);
}

Result<Workbook, std::string> read_bytes(std::string_view bytes, const Limits& limits) {
  return read_zip(opened(bytes), limits);
}

} // namespace qudao::xlsx
