// A random definition behaves the same when all of it is a group that is included under other names: the fields, what they
// answer and every rule the generator of tests/differential can make up.
#include "core/reuse/reuse.h"
#include "core/value/json.h"
#include "tests/differential/answers.h"
#include "tests/differential/definitions.h"
#include "tests/support/catch.h"

namespace qudao::reuse {
namespace {

using differential::Edit;
using differential::Opening;

constexpr std::string_view kPrefix = "zz_";

// "lines/0/amount" under the other names.
std::string prefixed_path(std::string_view path) {
  std::string out(kPrefix);
  for (std::size_t i = 0; i < path.size(); ++i) {
    out += path[i];
    const bool column = path[i] == '/' && i + 1 < path.size() && path[i + 1] == 'f';
    if (column) out += kPrefix;
  }
  return out;
}

Value prefixed_row(const Value& row) {
  if (!row.is_map()) return row;
  Map out;
  for (const auto& [key, value] : row.as_map())
    out.set(prefixed_path(key.as_string()), value);
  return Value::map(std::move(out));
}

bool is_row(const Value& value) {
  return value.is_map() && !value.as_map().empty() &&
         value.as_map().begin()->first.as_string().starts_with('f');
}

// Rows, a row, or an answer.
Value prefixed_answer(const Value& answer) {
  if (is_row(answer)) return prefixed_row(answer);
  if (!answer.is_list()) return answer;
  List out;
  for (const Value& item : answer.as_list())
    out.push_back(is_row(item) ? prefixed_row(item) : item);
  return Value::list(std::move(out));
}

Value prefixed(const Value& record) {
  if (!record.is_map()) return record;
  Map out;
  for (const auto& [key, value] : record.as_map())
    out.set(prefixed_path(key.as_string()), prefixed_answer(value));
  return Value::map(std::move(out));
}

std::string without_prefix(std::string text) {
  for (std::size_t at = text.find(kPrefix); at != std::string::npos; at = text.find(kPrefix, at))
    text.erase(at, kPrefix.size());
  return text;
}

// The definition with one section of all its fields: by name, or as one group.
Value with_section(const Value& bundle, bool grouped) {
  Map definition = bundle.find("definition")->as_map();
  List order;
  for (const Value& section : definition.find("sections")->as_list()) {
    const List& fields = section.find("fields")->as_list();
    order.insert(order.end(), fields.begin(), fields.end());
  }
  definition.erase("title_field");
  Map section{{"id", Value::string("s")}, {"label", *definition.find("label")}};
  if (grouped) {
    definition.set("groups",
                   Value::map({{"g", Value::map({{"order", Value::list(order)},
                                                 {"fields", *definition.find("fields")},
                                                 {"rules", *definition.find("rules")}})}}));
    definition.erase("rules");
    definition.set("fields", Value::map({}));
    order = {Value::map(
        {{"group", Value::string("g")}, {"prefix", Value::string(std::string(kPrefix))}})};
  }
  section.set("fields", Value::list(std::move(order)));
  definition.set("sections", Value::list({Value::map(std::move(section))}));
  return with_definition(bundle, Value::map(std::move(definition)));
}

Opening prefixed(Opening opening) {
  opening.record = prefixed(opening.record);
  for (std::string& field : opening.editable)
    field.insert(0, kPrefix);
  return opening;
}

form::Session opened(const std::shared_ptr<const form::Definition>& definition,
                     const Opening& opening) {
  return form::Session::open(definition, opening.record, opening.context, opening.mode,
                             opening.editable);
}

// Everything there is to see, in the names of the definition without groups.
std::string seen(const form::Session& session) {
  std::string out;
  session.append_states_json(out);
  return without_prefix(out + write_json(session.data()));
}

void play(form::Session& session, const Edit& edit, bool grouped) {
  const std::string path = grouped ? prefixed_path(edit.path) : edit.path;
  switch (edit.kind) {
  case Edit::Kind::set:
    (void)session.set(path, grouped ? prefixed_answer(edit.value) : edit.value);
    break;
  case Edit::Kind::set_many:
    (void)session.set_many(grouped ? prefixed(edit.value) : edit.value);
    break;
  case Edit::Kind::provide:
    (void)session.provide(edit.path, edit.id, edit.value);
    break;
  case Edit::Kind::validate:
    (void)session.validate();
    break;
  }
}

} // namespace

TEST_CASE("a random definition behaves the same as a group under other names") {
  int played = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    differential::Dice dice(seed);
    const Value bundle = differential::random_bundle(dice);
    const auto plain = compile(with_section(bundle, false));
    const auto grouped = compile(with_section(bundle, true));
    REQUIRE(plain.has_value() == grouped.has_value());
    if (!plain) continue; // too costly
    const Opening opening = differential::random_opening(dice, **plain, nullptr);
    form::Session one = opened(*plain, opening);
    form::Session other = opened(*grouped, prefixed(opening));
    REQUIRE(seen(one) == seen(other));
    for (int i = 0; i < 8; ++i) {
      const Edit edit = differential::random_edit(dice, **plain);
      play(one, edit, false);
      play(other, edit, true);
      REQUIRE(seen(one) == seen(other));
    }
    ++played;
  }
  CHECK(played > 100);
}

} // namespace qudao::reuse
