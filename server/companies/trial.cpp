#include "server/companies/books.h"
#include "server/companies/companies.h"
#include "server/companies/data.h"
#include "server/definitions/definitions.h"

namespace qudao::companies {

namespace {

Value parts_of(const match::Company& company) {
  if (company.names.empty()) {
    return {};
  }
  const match::Name& name = company.names.front();
  return Value::map({{"region", Value::string(name.region_shown)},
                     {"trade_name", Value::string(name.trade_shown)},
                     {"industry", Value::string(name.industry_shown)},
                     {"legal_form", Value::string(name.form_shown)},
                     {"branch", Value::string(name.branch_shown)}});
}

} // namespace

Value Companies::try_words(storage::Connection& connection, const records::Caller& caller,
                           const WordsTrial& trial) const {
  const BooksPtr books = this->books(connection, caller.who.tenant_id);
  match::Own own{books->words_version, books->lexicon, books->matching};
  if (trial.document) {
    auto read = read_words(*trial.document);
    if (!read) {
      throw definitions::invalid_matching(read.error(), caller.who.locale);
    }
    own = std::move(read).value();
  }
  const match::Company one = match::read_company(*own.lexicon, own.rule, asked_data(trial.company));
  Value other_parts;
  Value verdict;
  if (trial.other) {
    const match::Company other =
        match::read_company(*own.lexicon, own.rule, asked_data(*trial.other));
    other_parts = parts_of(other);
    verdict = to_value(match::compare(*own.lexicon, own.rule, one, other), books->says_match,
                       caller.who.locale);
  }
  return Value::map({{"company", parts_of(one)},
                     {"other", std::move(other_parts)},
                     {"verdict", std::move(verdict)}});
}

} // namespace qudao::companies
