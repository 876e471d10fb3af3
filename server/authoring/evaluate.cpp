#include <cstdio>

#include "core/cel/cel.h"
#include "core/cel/once.h"
#include "core/value/json.h"
#include "server/authoring/authoring.h"
#include "server/authoring/input.h"
#include "server/authoring/status.h"

namespace qudao::authoring {

namespace {

void print_problem(const Value& problem) {
  std::fprintf(stderr, "%s\n", std::string(problem.find("message")->as_string()).c_str());
}

void print_for_people(const Value& answer) {
  if (const Value* issues = answer.find("issues"); issues != nullptr) {
    for (const Value& issue : issues->as_list()) {
      print_problem(issue);
    }
    return;
  }
  if (const Value* error = answer.find("error"); error != nullptr) {
    print_problem(*error);
  } else {
    std::printf("%s\n", write_json(*answer.find("value")).c_str());
  }
  std::fflush(stdout);
  std::fprintf(stderr, "cost %lld of %lld\n", static_cast<long long>(answer.find("cost")->as_int()),
               static_cast<long long>(cel::Budget().left));
}

} // namespace

int evaluate(const config::Evaluate& options) {
  const auto variables = read_object(options.variables);
  if (!variables) {
    return kRefused;
  }
  const Value answer = cel::evaluate_once(options.expression, variables->as_map());
  if (options.format == "json") {
    std::printf("%s\n", write_json(answer).c_str());
  } else {
    print_for_people(answer);
  }
  if (answer.find("issues") != nullptr) {
    return kRefused;
  }
  return answer.find("error") != nullptr ? kFailed : 0;
}

} // namespace qudao::authoring
