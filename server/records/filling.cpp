#include "server/records/filling.h"

#include "server/files/files.h"
#include "server/records/answers.h"
#include "server/records/locked_cells.h"

namespace qudao::records {

namespace {

const Value* file_id(const Value& attachment) {
  const Value* id = attachment.find("id");
  const Value* url = attachment.find("url");
  const bool linked = url != nullptr && url->is_string() && !url->as_string().empty();
  return !linked && id != nullptr && id->is_string() ? id : nullptr;
}

bool may_name(storage::Connection& connection, const accounts::Principal& who,
              const files::Attachment& file, const std::string& record_id) {
  if (file.created_by == who.user_id) {
    return true;
  }
  if (record_id.empty()) {
    return false;
  }
  return connection
      .one("SELECT 1 FROM record_attachment"
           " WHERE tenant_id = $1 AND attachment_id = $2 AND record_id = $3",
           {who.tenant_id, file.id, record_id})
      .has_value();
}

Value with_facts(const Value& attachment, const files::Attachment& file) {
  Map facts = attachment.as_map();
  facts.set("file_name", Value::string(file.file_name));
  facts.set("size", Value::integer(static_cast<std::int64_t>(file.size)));
  facts.set("sha256", Value::string(file.sha256));
  facts.set("content_type", Value::string(file.content_type));
  return Value::map(std::move(facts));
}

bool is_attachments(const form::FieldInfo& field, const Value& answer) {
  return field.kind == "attachments" && answer.is_list();
}

} // namespace

Filled fill(const definitions::BundlePtr& bundle, const Value& stored, const Value& typed,
            form::Context context) {
  Map answers;
  for (const form::FieldInfo& field : bundle->compiled->fields()) {
    const bool had = stored.find(field.key) != nullptr;
    if (!field.calculated && had && typed.find(field.key) == nullptr) {
      answers.set(field.key, Value::null());
    }
  }
  for (const auto& [key, answer] : typed.as_map()) {
    const form::FieldInfo* field = bundle->compiled->field(key.as_string());
    if (field != nullptr && field->calculated) {
      continue;
    }
    const Value* before = stored.find(key.as_string());
    if (before == nullptr || *before != answer) {
      answers.set(key.as_string(), answer);
    }
  }
  Filled filled{form::Session::open(bundle->compiled, stored, std::move(context)), {}};
  const Withheld withheld =
      withhold_cells(*bundle->compiled, stored, Value::map(std::move(answers)));
  filled.refused = filled.session.set_many(withheld.answers).refused;
  answer_withheld(filled.session, withheld.cells, filled.refused);
  return filled;
}

Filled fill_new(const definitions::BundlePtr& bundle, const Value& typed, form::Context context) {
  const form::Definition& definition = *bundle->compiled;
  const Value* fields = definition.document().find("fields");
  std::vector<Violation> refused;
  Map answers = typed.as_map();
  for (const auto& [key, answer] : typed.as_map()) {
    const form::FieldInfo* field = definition.field(key.as_string());
    if (field == nullptr || !field->repeat.empty()) {
      refused.push_back({"field.unknown", std::string(key.as_string()), {{"field", key}}, {}, {}});
    } else if (field->calculated) {
      answers.erase(key.as_string());
    }
  }
  const Withheld withheld =
      withhold_cells(definition, Value::map({}), Value::map(std::move(answers)));
  Filled filled{form::Session::open(bundle->compiled, withheld.answers, std::move(context)),
                std::move(refused)};
  answer_withheld(filled.session, withheld.cells, filled.refused);
  for (const auto& [key, field] : fields->as_map()) {
    const bool typed_here = field.find("readonly") != nullptr && typed.find(key.as_string());
    if (typed_here && filled.session.state(key.as_string()).readonly) {
      filled.refused.push_back({"readonly", std::string(key.as_string()), {}, {}, {}});
    }
  }
  return filled;
}

Value with_attachment_facts(storage::Connection& connection, const accounts::Principal& who,
                            const form::Definition& definition, const Value& data,
                            const std::string& record_id, List& violations) {
  const auto change = [&](const form::FieldInfo& field, const std::string& path,
                          const Value& answer) -> std::optional<Value> {
    if (!is_attachments(field, answer)) {
      return std::nullopt;
    }
    List known;
    for (const Value& attachment : answer.as_list()) {
      const Value* id = attachment.is_map() ? file_id(attachment) : nullptr;
      if (id == nullptr) {
        known.push_back(attachment);
        continue;
      }
      const auto file = files::find(connection, who.tenant_id, id->as_string());
      if (file && may_name(connection, who, *file, record_id)) {
        known.push_back(with_facts(attachment, *file));
      } else {
        violations.push_back(Value::map({{"code", Value::string("attachment.unknown")},
                                         {"path", Value::string(path)},
                                         {"params", Value::map({{"id", *id}})}}));
      }
    }
    return Value::list(std::move(known));
  };
  return replace_answers(definition, data, change);
}

void link_attachments(storage::Connection& connection, const std::string& tenant,
                      const form::Definition& definition, const Record& record) {
  const auto link = [&](const form::FieldInfo& field, const std::string&, const Value& answer) {
    if (!is_attachments(field, answer)) {
      return;
    }
    for (const Value& attachment : answer.as_list()) {
      const Value* id = attachment.is_map() ? file_id(attachment) : nullptr;
      if (id == nullptr) {
        continue;
      }
      connection.execute("INSERT INTO record_attachment (tenant_id, attachment_id, record_id)"
                         " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                         {tenant, id->as_string(), record.id});
    }
  };
  each_answer(definition, record.data, link);
}

Value violations_of(const std::vector<Violation>& violations) {
  List list;
  for (const Violation& violation : violations) {
    list.push_back(to_value(violation));
  }
  return Value::list(std::move(list));
}

Failure refusal_of(std::string_view code, const std::vector<Violation>& violations) {
  return Failure(std::string(code), violations_of(violations));
}

} // namespace qudao::records
