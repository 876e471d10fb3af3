
#include "server/api/company_call.h"
#include "server/api/import_work.h"
#include "server/api/routes.h"
#include "server/failure/failure.h"
#include "server/workbooks/workbooks.h"

namespace qudao::api {

namespace asio = boost::asio;

namespace {

using workbooks::TableKind;

constexpr std::uint64_t kLargestImport = std::uint64_t{32} << 20; // bytes
constexpr std::size_t kRowsTogether = 500;
constexpr std::size_t kMostExported = 100'000;

asio::awaitable<std::string> whole_file(std::shared_ptr<http::BodyStream> stream) {
  std::string all;
  for (;;) {
    std::string piece = co_await stream->next();
    if (piece.empty()) {
      break;
    }
    all += piece;
  }
  co_return all;
}

TableKind kind_of_upload(const Call& call) {
  const std::string_view type = call.request.header("content-type");
  const std::string_view bare = type.substr(0, type.find(';'));
  if (bare == workbooks::kCsvType) {
    return TableKind::csv;
  }
  if (bare != workbooks::kContentType) {
    throw Failure("request.media_type");
  }
  return TableKind::xlsx;
}

TableKind kind_asked(const Call& call) {
  const std::string format = call.query_text("format");
  if (!format.empty() && format != "csv" && format != "xlsx") {
    throw Failure("request.invalid");
  }
  return format == "xlsx" ? TableKind::xlsx : TableKind::csv;
}

companies::ExportRows rows_asked(const Call& call) {
  const std::string rows = call.query_text("rows");
  if (!rows.empty() && rows != "companies" && rows != "people") {
    throw Failure("request.invalid");
  }
  return rows == "people" ? companies::ExportRows::people : companies::ExportRows::companies;
}

http::Response spreadsheet(std::string bytes, TableKind kind, const std::string& name) {
  http::Response response;
  response.body = std::move(bytes);
  const bool is_csv = kind == TableKind::csv;
  response.content_type = is_csv ? std::string(workbooks::kCsvType) + "; charset=utf-8"
                                 : std::string(workbooks::kContentType);
  response.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" +
                                                           http::percent_encode(name) +
                                                           (is_csv ? ".csv" : ".xlsx"));
  response.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  return response;
}

std::string import_of(const Call& call) {
  return call.parameter("import_id");
}

// The file is read beside the event loops, and its rows are stored in portions, so that others write in between.
asio::awaitable<http::Response> upload_import(Services& services, Call call) {
  const TableKind kind = kind_of_upload(call);
  const std::string library = call.parameter("library");
  const records::Caller caller = company_caller(services, call);
  std::string bytes = co_await whole_file(call.request.stream);
  auto rows = std::make_shared<tables::Rows>(
      co_await services.workbooks.unpacked_table(std::move(bytes), kind));
  auto begin = [&services, caller, library, rows,
                name = call.query_text("name").substr(0, 200)](storage::Connection& connection) {
    return services.domain->imports.begin(connection, caller, library, name, rows->front());
  };
  const std::string id = co_await services.database.write(begin);
  for (std::size_t at = 1; at < rows->size(); at += kRowsTogether) {
    auto add = [&services, caller, id, rows, at](storage::Connection& connection) {
      const std::size_t end = std::min(rows->size(), at + kRowsTogether);
      const tables::Rows some(rows->begin() + static_cast<std::ptrdiff_t>(at),
                              rows->begin() + static_cast<std::ptrdiff_t>(end));
      services.domain->imports.add_rows(connection, caller, id, static_cast<std::int64_t>(at),
                                        some);
    };
    co_await services.database.write(add);
  }
  auto finish = [&services, caller, library, id](storage::Connection& connection) {
    return services.domain->imports.finish(connection, caller, library, id);
  };
  co_return json(201, co_await services.database.write(finish));
}

asio::awaitable<http::Response> list_imports(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library")](storage::Connection& connection) {
    return services.domain->imports.list(connection, caller, library);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> show_import(Services& services, Call call) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"),
               id = import_of(call)](storage::Connection& connection) {
    return services.domain->imports.view(connection, caller, library, id);
  };
  co_return json(200, co_await services.database.read(read));
}

asio::awaitable<http::Response> prepare_import(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                library = call.parameter("library"), id = import_of(call),
                target = call.body](storage::Connection& connection) {
    return services.domain->imports.prepare(connection, caller, library, id, target);
  };
  const Value prepared = co_await services.database.write(write);
  work_imports(services.database, services.domain, services.clock);
  co_return json(200, prepared);
}

asio::awaitable<http::Response> start_import(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                library = call.parameter("library"),
                id = import_of(call)](storage::Connection& connection) {
    return services.domain->imports.start(connection, caller, library, id);
  };
  const Value started = co_await services.database.write(write);
  work_imports(services.database, services.domain, services.clock);
  co_return json(200, started);
}

asio::awaitable<http::Response> remove_import(Services& services, Call call) {
  auto write = [&services, caller = company_caller(services, call),
                library = call.parameter("library"),
                id = import_of(call)](storage::Connection& connection) {
    services.domain->imports.remove(connection, caller, library, id);
  };
  co_await services.database.write(write);
  work_imports(services.database, services.domain, services.clock);
  co_return no_content();
}

asio::awaitable<List> some_rows(Services& services, Call call, std::string outcome,
                                std::int64_t after, std::int64_t most) {
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"), id = import_of(call), outcome, after,
               most](storage::Connection& connection) {
    return services.domain->imports.rows(connection, caller, library, id, outcome, after, most);
  };
  List rows = co_await services.database.read(read);
  for (Value& row : rows) {
    Map said = row.as_map();
    said.set("violations", with_messages(*row.find("violations"), call.locale));
    row = Value::map(std::move(said));
  }
  co_return rows;
}

std::string outcome_asked(const Call& call) {
  std::string outcome = call.query_text("outcome");
  if (!outcome.empty() && outcome != "entered" && outcome != "bound" && outcome != "refused") {
    throw Failure("request.invalid");
  }
  return outcome;
}

asio::awaitable<http::Response> list_import_rows(Services& services, Call call) {
  constexpr std::int64_t kPage = 100;
  const std::string outcome = outcome_asked(call);
  const std::int64_t after = call.query_number("after", 0, INT64_MAX).value_or(0);
  List rows = co_await some_rows(services, call, outcome, after, kPage);
  co_return json(200, Value::map({{"items", Value::list(std::move(rows))}}));
}

// Each with the heading of the column it speaks of.
std::string reasons_of(const Value& row, const tables::Row& headings) {
  std::string out;
  for (const Value& each : row.find("violations")->as_list()) {
    const Value* message = each.find("message");
    const Value* params = each.find("params");
    const Value* company = params == nullptr ? nullptr : params->find("company");
    out += out.empty() ? "" : "; ";
    if (const Value* column = each.find("column")) {
      const std::string& heading = headings.at(static_cast<std::size_t>(column->as_int()) - 1);
      out += heading + (heading.empty() ? "" : ": ");
    }
    out += (message == nullptr ? each.find("code") : message)->as_string();
    if (company != nullptr) {
      out += " (" + std::string(company->as_string()) + ")";
    }
  }
  return out;
}

// The rows that were refused, as they were, with the reasons: to be corrected and imported again.
asio::awaitable<http::Response> export_refused(Services& services, Call call) {
  const TableKind kind = kind_asked(call);
  auto read = [&services, caller = company_caller(services, call),
               library = call.parameter("library"),
               id = import_of(call)](storage::Connection& connection) {
    return services.domain->imports.view(connection, caller, library, id);
  };
  const Value import = co_await services.database.read(read);
  tables::Rows out(1);
  for (const Value& heading : import.find("headings")->as_list()) {
    out.front().emplace_back(heading.as_string());
  }
  const std::size_t columns = out.front().size();
  out.front().emplace_back(call.locale == "en" ? "Why it was refused" : "未导入原因");
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const List rows = co_await some_rows(services, call, "refused", after, kRowsTogether);
    more = rows.size() == kRowsTogether;
    for (const Value& row : rows) {
      after = row.find("number")->as_int();
      tables::Row cells;
      for (const Value& cell : row.find("cells")->as_list()) {
        cells.emplace_back(cell.as_string());
      }
      cells.resize(columns);
      cells.push_back(reasons_of(row, out.front()));
      out.push_back(std::move(cells));
    }
  }
  std::string bytes = co_await services.workbooks.packed_table(std::move(out), kind);
  co_return spreadsheet(std::move(bytes), kind, "refused");
}

asio::awaitable<http::Response> export_companies(Services& services, Call call) {
  const TableKind kind = kind_asked(call);
  companies::ListQuery query;
  query.library = call.parameter("library");
  query.scope = std::string(call.request.query_value("scope").value_or("mine"));
  query.pool = call.query_text("pool");
  query.text = call.query_text("q");
  query.person = call.query_text("person");
  query.industry = call.query_text("industry");
  query.source = call.query_text("source");
  const records::Caller caller = company_caller(services, call);
  const auto rows = rows_asked(call);
  tables::Rows out = {companies::Companies::export_headings(rows, call.locale)};
  companies::ExportPlace at;
  for (bool more = true; more;) {
    auto read = [&services, caller, query, rows, at](storage::Connection& connection) {
      return services.domain->companies.export_rows(connection, caller, query, rows, at);
    };
    companies::ExportPage page = co_await services.database.read(read);
    if (out.size() + page.rows.size() > kMostExported + 1) {
      throw Failure("export.too_many");
    }
    more = page.more;
    at = page.next;
    for (tables::Row& row : page.rows) {
      out.push_back(std::move(row));
    }
  }
  auto tell = [&services, caller, query, rows,
               count = static_cast<std::int64_t>(out.size()) - 1](storage::Connection& connection) {
    services.domain->companies.exported(connection, caller, query, rows, count);
  };
  co_await services.database.write(tell);
  std::string bytes = co_await services.workbooks.packed_table(std::move(out), kind);
  co_return spreadsheet(std::move(bytes), kind, query.library);
}

} // namespace

void add_company_import_routes(Frame& frame) {
  const std::string library = "/api/v1/libraries/{library}";
  const std::string import = library + "/imports/{import_id}";
  frame.upload(library + "/imports", Who::signed_in, upload_import, kLargestImport);
  frame.get(library + "/imports", Who::signed_in, list_imports);
  frame.get(import, Who::signed_in, show_import);
  frame.put(import, Who::signed_in, prepare_import);
  frame.remove(import, Who::signed_in, remove_import);
  frame.post(import + "/start", Who::signed_in, start_import);
  frame.get(import + "/rows", Who::signed_in, list_import_rows);
  frame.get(import + "/refused", Who::signed_in, export_refused);
  frame.get(library + "/export", Who::signed_in, export_companies);
}

} // namespace qudao::api
