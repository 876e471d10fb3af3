#include "core/form/graph.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace qudao::form {
namespace {

void add_unique(std::vector<FieldIndex>& list, FieldIndex field) {
  if (std::find(list.begin(), list.end(), field) == list.end()) list.push_back(field);
}

class Builder {
 public:
  explicit Builder(Plan& plan) : plan_(plan), graph_(plan.graph) {
    const std::size_t count = plan.fields.size();
    graph_.value_readers.resize(count);
    graph_.check_readers.resize(count);
    graph_.choice_inputs.resize(count);
    graph_.repeat.resize(count, kNone);
    before_.resize(count);
    field_of_slot_.resize(plan.variables.count, kNone);
    for (FieldIndex i = 0; i < count; ++i) {
      const FieldPlan& field = plan.fields[i];
      field_of_slot_[i] = i;
      if (field.record_slot != kNone) field_of_slot_[field.record_slot] = i;
      if (field.list_slot != kNone) field_of_slot_[field.list_slot] = i;
      for (FieldIndex column = 0; column < field.column_count; ++column)
        graph_.repeat[field.first_column + column] = i;
    }
  }

  void add_edges();
  void note_reads();
  bool sort(); // false when there is a cycle
  void find_last_columns();
  std::vector<FieldIndex> find_cycle() const;

 private:
  // The fields an expression reads; a look-up's row changes with the look-up.
  std::vector<FieldIndex> inputs(ExpressionIndex expression) const;
  void value_edges(ExpressionIndex expression, FieldIndex reader);
  void check_edges(ExpressionIndex expression, FieldIndex reader);
  void value_edge(FieldIndex from, FieldIndex reader);
  void check_edge(FieldIndex from, FieldIndex reader);
  void add_field(FieldIndex index);

  Plan& plan_;
  Graph& graph_;
  std::vector<FieldIndex> field_of_slot_;
  std::vector<std::vector<FieldIndex>> before_; // who comes after each field, readers and all
};

std::vector<FieldIndex> Builder::inputs(ExpressionIndex expression) const {
  std::vector<FieldIndex> out;
  if (expression == kNoExpression) return out;
  for (const std::uint32_t slot : plan_.expression(expression).program.variables()) {
    if (const FieldIndex field = field_of_slot_[slot]; field != kNone) add_unique(out, field);
  }
  return out;
}

void Builder::value_edges(ExpressionIndex expression, FieldIndex reader) {
  for (const FieldIndex from : inputs(expression))
    value_edge(from, reader);
}

// The rows as a list are there once all of their cells are.
void Builder::value_edge(FieldIndex from, FieldIndex reader) {
  add_unique(graph_.value_readers[from], reader);
  add_unique(before_[from], reader);
  const FieldPlan& field = plan_.fields[from];
  for (FieldIndex column = 0; column < field.column_count; ++column)
    add_unique(before_[field.first_column + column], reader);
}

void Builder::check_edge(FieldIndex from, FieldIndex reader) {
  if (from != reader) add_unique(graph_.check_readers[from], reader);
}

void Builder::check_edges(ExpressionIndex expression, FieldIndex reader) {
  for (const FieldIndex from : inputs(expression))
    check_edge(from, reader);
}

void Builder::add_edges() {
  for (FieldIndex i = 0; i < plan_.fields.size(); ++i)
    add_field(i);
  for (const RulePlan& rule : plan_.rules) {
    check_edges(rule.expression, rule.target);
    check_edges(rule.message_expression, rule.target);
    for (const FieldIndex named : rule.message_fields)
      check_edge(named, rule.target);
    if (rule.owner != kNone) check_edge(rule.owner, rule.target);
  }
}

void Builder::add_field(FieldIndex i) {
  const FieldPlan& field = plan_.fields[i];
  for (const ExpressionIndex each : {field.relevant, field.calculate, field.default_value,
                                     field.choices_expression, field.choice_filter})
    value_edges(each, i);
  for (const ExpressionIndex each :
       {field.choices_expression, field.choice_filter, field.lookup_filter}) {
    for (const FieldIndex from : inputs(each))
      if (from != i) add_unique(graph_.choice_inputs[i], from);
  }
  // A filter over candidates may ask what row is chosen now: that is its own field, and no cycle.
  for (const FieldIndex from : inputs(field.lookup_filter))
    if (from != i) value_edge(from, i);
  for (const FieldIndex from : field.depends_on) {
    value_edge(from, i);
    add_unique(graph_.choice_inputs[i], from);
  }
  check_edges(field.required, i);
  check_edges(field.readonly, i);
  // Whether there are rows to ask for is known before their cells.
  for (FieldIndex column = 0; column < field.column_count; ++column)
    add_unique(before_[i], field.first_column + column);
}

// What no rule reads need not be put together after every change.
void Builder::note_reads() {
  for (const Expression& expression : plan_.expressions) {
    for (const std::uint32_t slot : expression.program.variables()) {
      if (slot < plan_.fields.size()) plan_.fields[slot].rows_read = true;
      const FieldIndex field = field_of_slot_[slot];
      if (field != kNone && slot == plan_.fields[field].list_slot)
        plan_.fields[field].list_read = true;
    }
  }
  for (const RulePlan& rule : plan_.rules) {
    for (const FieldIndex named : rule.message_fields)
      plan_.fields[named].rows_read = true;
  }
}

bool Builder::sort() {
  const std::size_t count = plan_.fields.size();
  std::vector<std::uint32_t> waiting(count, 0);
  for (const auto& readers : before_) {
    for (const FieldIndex reader : readers)
      ++waiting[reader];
  }
  // Of the fields that are ready the first in display order goes first: the same order on every
  // platform.
  std::priority_queue<FieldIndex, std::vector<FieldIndex>, std::greater<>> ready;
  for (FieldIndex i = 0; i < count; ++i)
    if (waiting[i] == 0) ready.push(i);
  graph_.rank.assign(count, kNone);
  while (!ready.empty()) {
    const FieldIndex next = ready.top();
    ready.pop();
    graph_.rank[next] = static_cast<std::uint32_t>(graph_.order.size());
    graph_.order.push_back(next);
    for (const FieldIndex reader : before_[next])
      if (--waiting[reader] == 0) ready.push(reader);
  }
  return graph_.order.size() == count;
}

void Builder::find_last_columns() {
  for (FieldPlan& repeat : plan_.fields) {
    for (FieldIndex i = 0; i < repeat.column_count; ++i) {
      const FieldIndex column = repeat.first_column + i;
      const bool later =
          repeat.last_column == kNone || graph_.rank[column] > graph_.rank[repeat.last_column];
      if (later) repeat.last_column = column;
    }
  }
}

// Every field left unranked waits for another one left: walking backwards must come round.
std::vector<FieldIndex> Builder::find_cycle() const {
  const std::size_t count = plan_.fields.size();
  std::vector<FieldIndex> upstream(count, kNone);
  for (FieldIndex from = 0; from < count; ++from) {
    for (const FieldIndex reader : before_[from])
      if (graph_.rank[from] == kNone && upstream[reader] == kNone) upstream[reader] = from;
  }
  FieldIndex at = 0;
  while (graph_.rank[at] != kNone)
    ++at;
  std::vector<FieldIndex> path;
  while (std::find(path.begin(), path.end(), at) == path.end()) {
    path.push_back(at);
    at = upstream[at];
  }
  path.erase(path.begin(), std::find(path.begin(), path.end(), at));
  path.push_back(at);
  std::reverse(path.begin(), path.end()); // in the direction the answers flow
  return path;
}

} // namespace

void build_graph(Plan& plan, IssueList& issues) {
  Builder builder(plan);
  builder.add_edges();
  builder.note_reads();
  if (builder.sort()) return builder.find_last_columns();
  List names;
  for (const FieldIndex field : builder.find_cycle())
    names.push_back(Value::string(plan.fields[field].key));
  const std::string first(names.front().as_string());
  issues.add("definition.cycle", "/fields/" + pointer_step(first),
             Map{{"fields", Value::list(std::move(names))}});
}

} // namespace qudao::form
