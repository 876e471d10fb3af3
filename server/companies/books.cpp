#include "server/companies/books.h"

#include <algorithm>
#include <stdexcept>

#include "core/value/json.h"
#include "server/definitions/definitions.h"
#include "server/directory/directory.h"
#include "server/embedded/embedded.h"
#include "server/failure/failure.h"

namespace qudao::companies {

namespace {

calendar::Calendar calendar_in(const Value& document) {
  auto read = calendar::Calendar::read(document);
  if (!read) {
    throw std::runtime_error("a stored calendar is wrong: " + read.error().front().code);
  }
  return std::move(read).value();
}

std::shared_ptr<const match::Lexicon> lexicon() {
  static const auto kLexicon = match::Lexicon::read(embedded::lexicon().front().content);
  return kLexicon;
}

match::Own words_at(storage::Connection& connection, const std::string& tenant,
                    std::int64_t version) {
  if (version == 0) {
    return {0, lexicon(), match::company_rule()};
  }
  const auto document = definitions::written_matching(connection, tenant, version);
  auto own = document
                 ? read_words(*document)
                 : qudao::Result<match::Own, std::vector<Issue>>(Unexpected{std::vector<Issue>()});
  if (!own) {
    throw std::runtime_error("the stored words of an organisation are wrong");
  }
  return std::move(own).value();
}

void read_own_words(storage::Connection& connection, const std::string& tenant, Books& books) {
  const auto newest = definitions::written_matching(connection, tenant, 0);
  books.words_version = newest ? newest->find("version")->as_int() : 0;
  match::Own own = words_at(connection, tenant, books.words_version);
  books.lexicon = std::move(own.lexicon);
  books.matching = std::move(own.rule);
  for (const auto& row : connection.query("SELECT version FROM company_words WHERE tenant_id = $1"
                                          " AND version <> $2 ORDER BY version",
                                          {tenant, books.words_version})) {
    books.older.push_back(words_at(connection, tenant, row.integer(0)));
  }
}

std::vector<std::string> words(std::string_view text, char between) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t space = text.find(between);
    if (space != 0) {
      out.emplace_back(text.substr(0, space));
    }
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return out;
}

} // namespace

const pool::Rules& Books::library(std::string_view id) const {
  const auto found = std::find_if(libraries.begin(), libraries.end(),
                                  [id](const auto& each) { return each.library == id; });
  if (found == libraries.end()) {
    throw Failure("not_found");
  }
  return *found;
}

const Value& Books::document(std::string_view id) const {
  return documents[static_cast<std::size_t>(&library(id) - libraries.data())];
}

BooksPtr read_books(storage::Connection& connection, const std::string& tenant) {
  auto books = std::make_shared<Books>();
  for (Value& document : definitions::libraries(connection, tenant)) {
    auto rules = pool::Rules::read(document);
    if (!rules) {
      throw std::runtime_error("the stored rules of a library are wrong");
    }
    books->libraries.push_back(std::move(rules).value());
    books->documents.push_back(std::move(document));
  }
  auto built_in = parse_json(embedded::calendar().front().content);
  books->calendar = calendar_in(*built_in);
  for (const Value& document : definitions::calendars(connection, tenant)) {
    books->calendar = books->calendar.with(calendar_in(document));
  }
  read_own_words(connection, tenant, *books);
  return books;
}

Value built_in_words() {
  return Value::map({{"matching", Value::string("company")},
                     {"version", Value::integer(0)},
                     {"words", Value::map({})},
                     {"rule", *parse_json(match::company_json())}});
}

qudao::Result<match::Own, std::vector<Issue>> read_words(const Value& document) {
  return match::read_own(lexicon(), document);
}

std::vector<std::string> keys_to_ask(const Books& books, const Value& data,
                                     const match::Company& company) {
  std::vector<std::string> all = match::keys_to_ask(*books.lexicon, company);
  for (const match::Own& each : books.older) {
    for (std::string& key :
         match::keys_to_ask(*each.lexicon, match::read_company(*each.lexicon, each.rule, data))) {
      all.push_back(std::move(key));
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::optional<pool::Person> person_of(storage::Connection& connection, const std::string& tenant,
                                      std::string_view id) {
  const auto found = id.empty() ? std::nullopt : directory::person(connection, tenant, id);
  if (!found) {
    return std::nullopt;
  }
  // A partner's people who are in no department of it are in the company itself.
  const bool in_company = !found->partner_id.empty() && found->department_above.empty();
  return pool::Person{found->id,
                      in_company ? found->partner_id : found->department,
                      words(found->roles, ' '),
                      found->active,
                      words(found->department_above, '|'),
                      words(found->departments_led, '|'),
                      found->department_type};
}

bool is_in(const pool::Rules& rules, const pool::Person& person) {
  return std::any_of(rules.pools.begin(), rules.pools.end(), [&](const pool::Pool& each) {
    return each.members.names(person) || each.administrators.names(person);
  });
}

const pool::Rules& entered_library(const Books& books, const pool::Person& person,
                                   std::string_view id) {
  const pool::Rules& rules = books.library(id);
  if (!is_in(rules, person)) {
    throw Failure("not_found");
  }
  return rules;
}

Timestamp moment_of(Millis time) {
  return {time / kSecond, static_cast<std::int32_t>(time % kSecond * 1'000'000)};
}

Millis millis_of(Timestamp moment) {
  return moment.seconds * kSecond + moment.nanos / 1'000'000;
}

std::string text_in(const Value& texts, std::string_view locale) {
  const Value* text = texts.find(locale);
  if (text == nullptr) {
    text = texts.find("zh-CN");
  }
  return text != nullptr && text->is_string() ? std::string(text->as_string()) : std::string();
}

} // namespace qudao::companies
