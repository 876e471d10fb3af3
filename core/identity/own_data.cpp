#include "core/identity/own_data.h"

#include <algorithm>

#include "core/identity/address.h"
#include "core/identity/phone.h"

namespace qudao::identity {

namespace {

constexpr std::int64_t kMillisOfDay = 86'400'000;

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

class OwnDataReader {
 public:
  OwnDataReader(const OwnData& before, const std::vector<std::string>& types)
      : before_(before), types_(types) {}

  Result<OwnData, std::vector<Violation>> read(const OwnData& typed) {
    out_.email = read_text(typed.email, before_.email, "email", email);
    out_.mobile = read_text(typed.mobile, before_.mobile, "mobile", mobile);
    if (typed.messengers.size() > kMostMessengers) {
      refuse("messenger.too_many", {{"max", Value::integer(std::int64_t{kMostMessengers})}});
    }
    for (const Messenger& each : typed.messengers) {
      read_messenger({each.type, trimmed(each.name)});
    }
    if (!violations_.empty()) return Unexpected{std::move(violations_)};
    return std::move(out_);
  }

 private:
  void refuse(std::string code, Map params = {}, std::string path = "messengers") {
    violations_.push_back({std::move(code), std::move(path), std::move(params), {}, {}});
  }

  std::string read_text(const std::string& typed, const std::string& before, const char* path,
                        FormatResult (*reader)(std::string_view)) {
    std::string text = trimmed(typed);
    if (text.empty() || text == before) return text;
    const FormatResult read = reader(text);
    if (read) return *read;
    refuse(std::string(read.error()), {}, path);
    return {};
  }

  void read_messenger(Messenger one) {
    const auto& old = before_.messengers;
    const bool offered = std::find(types_.begin(), types_.end(), one.type) != types_.end() ||
                         std::any_of(old.begin(), old.end(),
                                     [&](const Messenger& each) { return each.type == one.type; });
    if (!offered) return refuse("messenger.type", {{"type", Value::string(one.type)}});
    if (one.name.empty()) return refuse("messenger.name_needed");
    if (one.name.size() > kLongestMessenger) {
      return refuse("messenger.name_long",
                    {{"max", Value::integer(std::int64_t{kLongestMessenger})}});
    }
    const auto& all = out_.messengers;
    if (std::find(all.begin(), all.end(), one) != all.end()) {
      return refuse("messenger.twice", {{"name", Value::string(one.name)}});
    }
    out_.messengers.push_back(std::move(one));
  }

  const OwnData& before_;
  const std::vector<std::string>& types_;
  OwnData out_;
  std::vector<Violation> violations_;
};

} // namespace

Result<OwnData, std::vector<Violation>> read_own_data(const OwnData& typed, const OwnData& before,
                                                      const std::vector<std::string>& types) {
  return OwnDataReader(before, types).read(typed);
}

bool own_data_due(std::int64_t confirmed_at, std::int64_t every_days, std::int64_t now) {
  if (every_days <= 0) return false;
  return confirmed_at == 0 || now - confirmed_at >= every_days * kMillisOfDay;
}

} // namespace qudao::identity
