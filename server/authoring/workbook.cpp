#include "core/workbook/workbook.h"

#include <cstdio>
#include <fstream>

#include "core/lint/lint.h"
#include "core/value/json.h"
#include "server/authoring/authoring.h"
#include "server/authoring/input.h"
#include "server/authoring/status.h"
#include "server/definitions/definitions.h"
#include "server/xlsx/xlsx.h"

namespace qudao::authoring {

namespace {

// "survey!E7: error: … (cel.syntax)"
void say(std::string_view place, std::string_view severity, std::string_view message,
         std::string_view code) {
  std::string line(place);
  line.append(": ").append(severity).append(": ").append(message).append(" (").append(code);
  line.append(")\n");
  std::fputs(line.c_str(), stdout);
}

// A new file beside the one that is wanted, gone again unless it is kept.
class Draft {
 public:
  explicit Draft(std::filesystem::path wanted) : wanted_(std::move(wanted)), path_(wanted_) {
    path_ += ".new";
  }
  ~Draft() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const std::filesystem::path& path() const { return path_; }
  bool write(std::string_view content) const {
    std::ofstream stream(path_, std::ios::binary);
    stream << content;
    return static_cast<bool>(stream.flush());
  }
  bool keep() const {
    std::error_code error;
    std::filesystem::rename(path_, wanted_, error);
    return !error;
  }

 private:
  std::filesystem::path wanted_;
  std::filesystem::path path_;
};

int cannot_write(const std::filesystem::path& file) {
  std::fprintf(stderr, "qudao: %s cannot be written\n", file.c_str());
  return kRefused;
}

// What check has to say of it, each at its cell.
int report(const lint::Report& report, const workbook::Places& places, const std::string& locale) {
  const Value told = to_value(report, locale);
  for (const Value& finding : told.find("findings")->as_list()) {
    say(places.of(text_of(finding, "path")).cell(), text_of(finding, "severity"),
        text_of(finding, "message"), text_of(finding, "code"));
  }
  if (!report.loads) {
    return kRefused;
  }
  return report.findings.empty() ? 0 : kFindings;
}

} // namespace

int export_workbook(const config::ExportWorkbook& options) {
  const auto document = read_object(options.definition.string());
  if (!document) {
    return kRefused;
  }
  const Value* inner = document->find("definition"); // of a bundle
  const Value& definition = inner != nullptr && inner->is_map() ? *inner : *document;
  const Draft draft(options.workbook);
  const bool written = xlsx::write(workbook::to_workbook(definition), draft.path());
  return written && draft.keep() ? 0 : cannot_write(options.workbook);
}

int import_workbook(const config::ImportWorkbook& options) {
  const auto book = xlsx::read(options.workbook);
  if (!book) {
    say(options.workbook.string(), "error", workbook::message_of(book.error(), {}, options.locale),
        book.error());
    return kRefused;
  }
  const auto read = workbook::from_workbook(*book);
  if (!read) {
    for (const workbook::Wrong& wrong : read.error()) {
      say(wrong.place.cell(), "error",
          workbook::message_of(wrong.code, wrong.params, options.locale), wrong.code);
    }
    return kRefused;
  }
  const Draft draft(options.definition);
  if (!draft.write(write_json(read->definition) + '\n')) {
    return cannot_write(options.definition);
  }
  try {
    const lint::Report found =
        lint::check(definitions::bundle_of_file(draft.path(), options.packs));
    const int status = report(found, read->places, options.locale);
    if (status == kRefused) {
      return status;
    }
    return draft.keep() ? status : cannot_write(options.definition);
  } catch (const definitions::PackError& error) {
    std::fprintf(stderr, "qudao: %s\n", error.what());
    return kRefused;
  }
}

} // namespace qudao::authoring
