// The module of hints: reads what is typed of a company as the server does, and asks the hint. Texts pass through the exchange,
// as in embind.cpp.
#include "core/match/hint.h"

#include <emscripten/bind.h>

#include "core/match/own.h"
#include "core/value/json.h"
#include "wasm/bindings/exchange.h"

namespace {

using namespace qudao;
using wasm::Exchange;

// The lexicon, or a hint of some million companies, as a JSON text.
constexpr JsonLimits kLimits{64U << 20U, 64, 1'000'000};

// Leaves {"code"} as the answer.
void refuse(std::string_view code) {
  Exchange::instance().answer(Value::map({{"code", Value::string(code)}}));
}

class HintHandle {
 public:
  HintHandle(match::Own own, match::Hint hint) : own_(std::move(own)), hint_(std::move(hint)) {}

  // Of {"lexicon", "words", "hint"}; nothing, with the code as the answer, when one of them is none.
  static HintHandle* open(std::size_t length) {
    const auto opening = parse_json(Exchange::instance().input(length), kLimits);
    const Value* texts[] = {nullptr, nullptr};
    if (opening) {
      texts[0] = opening->find("lexicon");
      texts[1] = opening->find("hint");
    }
    for (const Value* text : texts) {
      if (text == nullptr || !text->is_string()) {
        refuse("request.malformed");
        return nullptr;
      }
    }
    auto lexicon = match::Lexicon::read(texts[0]->as_string());
    auto hint = match::Hint::read(texts[1]->as_string());
    if (lexicon == nullptr || !hint) {
      refuse(lexicon == nullptr ? "hint.lexicon" : "hint.damaged");
      return nullptr;
    }
    match::Own own{0, lexicon, match::company_rule()};
    const Value* words = opening->find("words");
    if (words != nullptr && !words->is_null()) {
      auto read = match::read_own(lexicon, *words);
      if (!read) {
        refuse("hint.words");
        return nullptr;
      }
      own = std::move(read).value();
    }
    return new HintHandle(std::move(own), std::move(*hint));
  }

  bool ask(std::size_t length) const {
    const auto data = parse_json(Exchange::instance().input(length));
    if (!data || !data->is_map()) {
      refuse("request.malformed");
      return false;
    }
    const match::Company company = match::read_company(*own_.lexicon, own_.rule, *data);
    const match::HintAnswer says = hint_.says(match::keys(*own_.lexicon, company));
    Exchange::instance().answer(Value::map({{"name", Value::boolean(says.name)},
                                            {"number", Value::boolean(says.number)},
                                            {"registration", Value::boolean(says.registration)}}));
    return true;
  }

 private:
  match::Own own_;
  match::Hint hint_;
};

} // namespace

EMSCRIPTEN_BINDINGS(qudao_hint) {
  using namespace emscripten;
  class_<HintHandle>("CompanyHint")
      .class_function("open", &HintHandle::open, allow_raw_pointers())
      .function("ask", &HintHandle::ask);
}
