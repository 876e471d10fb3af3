#include "core/form/repeats.h"
#include "core/form/results.h"
#include "core/value/json.h"

namespace qudao::form {
namespace {

// Keys are written in bytewise order by hand: the output equals write_json of the same structure.
class Array {
 public:
  explicit Array(std::string& out) : out_(out) { out_ += '['; }
  ~Array() { out_ += ']'; }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;
  std::string& next() {
    if (!first_) out_ += ',';
    first_ = false;
    return out_;
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_text(std::string& out, std::string_view text) {
  append_json(out, Value::string(text));
}
void append_flag(std::string& out, std::string_view key, bool flag) {
  out.append(key).append(flag ? "true" : "false");
}
void append_count(std::string& out, std::string_view key, int count) {
  out.append(key);
  if (count >= 0 && count < 10) {
    out += static_cast<char>('0' + count);
  } else {
    out.append(std::to_string(count));
  }
}

// Keys hold nothing that JSON would escape.
void append_path(std::string& out, const SessionState& s, FieldIndex field) {
  if (row_of(s, field) == kNone) {
    out += s.plan.fields[field].quoted_key;
  } else {
    out.append("\"").append(path_of(s, field)).append("\"");
  }
}

void append_keys(std::string& out, const SessionState& s, const std::vector<FieldIndex>& fields) {
  Array array(out);
  for (const FieldIndex each : fields)
    append_path(array.next(), s, each);
}

void append_violation(std::string& out, const SessionState& s, FieldIndex field,
                      const Finding& finding) {
  const Violation violation = to_violation(s, field, finding);
  out.append("{\"code\":\"").append(violation.code).append("\"");
  if (!violation.message.empty()) append_text(out += ",\"message\":", violation.message);
  out += ",\"params\":";
  if (violation.params.empty()) {
    out += "{}";
  } else {
    append_json(out, Value::map(violation.params));
  }
  append_path(out += ",\"path\":", s, field);
  if (!violation.rule.empty()) append_text(out += ",\"rule\":", violation.rule);
  out += '}';
}

void append_progress(std::string& out, const Progress& progress) {
  append_count(out, "{\"answered\":", progress.answered);
  append_count(out, ",\"required\":", progress.required);
  append_count(out, ",\"violations\":", progress.violations);
  out += '}';
}

void append_section(std::string& out, const SessionState& s, std::size_t section) {
  const Progress& progress = s.sections[section];
  append_count(out, "{\"answered\":", progress.answered);
  out.append(",\"id\":").append(s.plan.sections[section].quoted_id);
  append_count(out, ",\"required\":", progress.required);
  append_count(out, ",\"violations\":", progress.violations);
  out += '}';
}

void append_cleared(std::string& out, const SessionState& s, const ClearedNote& note) {
  append_keys(out += "{\"because\":", s, note.because);
  append_text(out += ",\"message\":", cleared_message(s, note.field));
  append_path(out += ",\"path\":", s, note.field);
  append_json(out += ",\"value\":", note.value);
  out += '}';
}

// Without the brackets; empty when nothing is wrong.
const std::string& findings_json(const SessionState& s, FieldIndex field) {
  const FieldMemory& memory = s.fields[field];
  std::string& out = memory.findings_json;
  if (!out.empty()) return out;
  for (const Finding& finding : memory.findings) {
    if (!out.empty()) out += ',';
    append_violation(out, s, field, finding);
  }
  return out;
}

} // namespace

void append_state_json(std::string& out, const SessionState& s, FieldIndex index) {
  const FieldPlan& field = s.plan.fields[index];
  const FieldMemory& memory = s.fields[index];
  append_flag(out, "{\"calculated\":", field.calculate >= 0);
  if (field.tells_choices()) {
    out += ",\"choices\":";
    Array array(out);
    for (const Value& code : memory.offered)
      append_json(array.next(), code);
  }
  append_path(out += ",\"path\":", s, index);
  append_flag(out, ",\"readonly\":", memory.readonly);
  append_flag(out, ",\"relevant\":", memory.relevant);
  append_flag(out, ",\"required\":", memory.required);
  if (field.is_repeat())
    append_count(out, ",\"rows\":", static_cast<int>(s.rows[field.repeat_number].size()));
  append_json(out += ",\"value\":", memory.relevant ? memory.stored : Value());
  out.append(",\"violations\":[").append(findings_json(s, index)) += ']';
  append_keys(out += ",\"waits_for\":", s, memory.waits_for);
  out += '}';
}

void append_changes_json(std::string& out, SessionState& s) {
  out += "{\"changed\":";
  {
    Array array(out);
    for (std::uint32_t rank = 0; s.changed.take(rank);) {
      for_each_cell(s, s.plan.graph.order[rank], has_changed,
                    [&](FieldIndex each) { append_state_json(array.next(), s, each); });
    }
  }
  out += ",\"cleared\":";
  {
    Array array(out);
    for (const ClearedNote& note : s.cleared)
      with_cell(s, note.field, note.row, [&] { append_cleared(array.next(), s, note); });
  }
  append_progress(out += ",\"progress\":", s.total);
  out += ",\"refused\":";
  {
    Array array(out);
    for (const Violation& each : s.refused)
      append_json(array.next(), to_value(each));
  }
  out += ",\"sections\":";
  {
    Array array(out);
    for (std::uint32_t section = 0; s.recounted.take(section);)
      append_section(array.next(), s, section);
  }
  out += '}';
}

void append_validation_json(std::string& out, SessionState& s) {
  append_progress(out += "{\"progress\":", s.total);
  out += ",\"sections\":";
  {
    Array array(out);
    for (std::size_t section = 0; section < s.sections.size(); ++section)
      append_section(array.next(), s, section);
  }
  append_flag(out, ",\"valid\":", s.total.violations == 0);
  out += ",\"violations\":";
  {
    Array array(out);
    for_each_field(s, is_wrong, [&](FieldIndex field) {
      if (!s.fields[field].findings.empty()) array.next() += findings_json(s, field);
    });
  }
  out += '}';
}

} // namespace qudao::form
