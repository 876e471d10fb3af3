#include "server/app/metrics.h"

namespace qudao::app {

namespace {

void metric(std::string& text, std::string_view name, std::string_view type, std::uint64_t value) {
  text += "# TYPE ";
  text += name;
  text += ' ';
  text += type;
  text += '\n';
  text += name;
  text += ' ' + std::to_string(value) + '\n';
}

} // namespace

void append_metrics(std::string& text, const storage::Database& database,
                    const http::ServerCounters& server) {
  metric(text, "qudao_connections", "gauge", server.connections.load());
  metric(text, "qudao_connections_accepted_total", "counter", server.accepted.load());
  text += "# TYPE qudao_http_answers_total counter\n";
  for (std::size_t hundreds = 1; hundreds < std::size(server.answers); ++hundreds) {
    text += "qudao_http_answers_total{status=\"" + std::to_string(hundreds) + "xx\"} " +
            std::to_string(server.answers[hundreds].load()) + '\n';
  }
  const auto storage = database.counters();
  metric(text, "qudao_storage_reads_total", "counter", storage.reads);
  metric(text, "qudao_storage_writes_total", "counter", storage.writes);
  metric(text, "qudao_storage_commits_total", "counter", storage.commits);
  metric(text, "qudao_storage_writes_waiting", "gauge", storage.waiting);
}

} // namespace qudao::app
