#include "server/companies/import_fields.h"

#include <algorithm>
#include <array>

#include "server/search/search.h"

namespace qudao::companies {

namespace {

struct Meaning {
  std::string_view field;
  bool list;
  std::string_view headings; // folded, a space between
};

constexpr std::array<Meaning, 13> kMeanings = {{
    {"name", false,
     "名称 公司名称 企业名称 客户名称 单位名称 公司 企业 客户 企业名 公司名 客户名 单位 name "
     "company companyname "
     "company_name customer customername account accountname organization"},
    {"former_name", false, "曾用名 原名 原名称 formername former_name oldname previousname"},
    {"credit_code", false,
     "统一社会信用代码 社会信用代码 信用代码 税号 纳税人识别号 统一代码 creditcode credit_code "
     "uscc taxnumber taxid"},
    {"address", false, "地址 公司地址 企业地址 通讯地址 详细地址 注册地址 办公地址 address street"},
    {"website", false, "网址 网站 官网 公司网址 主页 website web url homepage"},
    {"contact_name", false,
     "联系人 联系人姓名 联系人名称 姓名 负责人 contact contactname contact_name contactperson"},
    {"industry", false, "行业 所属行业 行业类别 产业 industry sector"},
    {"source", false, "来源 客户来源 资源来源 来源渠道 source leadsource"},
    {"remark", false, "备注 说明 附注 remark remarks note notes comment comments"},
    {"phone", true,
     "电话 座机 固定电话 固话 联系电话 公司电话 办公电话 电话号码 phone telephone tel landline "
     "phonenumber"},
    {"fax", true, "传真 传真号码 传真号 fax faxnumber"},
    {"mobile", true,
     "手机 手机号 手机号码 移动电话 联系手机 联系人手机 mobile cell cellphone mobilephone "
     "mobilenumber"},
    {"email", true, "邮箱 电子邮箱 邮件 电子邮件 联系邮箱 email e-mail mail emailaddress"},
}};

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (words.substr(0, space) == word) {
      return true;
    }
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return false;
}

// Without spaces, stars, what stands in brackets, and a number behind it (电话2).
std::string bare(std::string_view heading) {
  std::string out;
  int brackets = 0;
  const std::string folded = search::fold(heading);
  for (const char c : folded) {
    brackets += c == '(' || c == '[' ? 1 : 0;
    const bool kept = brackets == 0 && c != ' ' && c != '*' && c != ':' && c != '\n';
    if (kept) {
      out += c;
    }
    brackets -= c == ')' || c == ']' ? 1 : 0;
  }
  while (!out.empty() && out.back() >= '0' && out.back() <= '9') {
    out.pop_back();
  }
  return out;
}

const Meaning* meaning_of(std::string_view field) {
  const auto* found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                   [field](const Meaning& each) { return each.field == field; });
  return found == kMeanings.end() ? nullptr : &*found;
}

// The parts of a cell that holds several.
void append_parts(List& to, std::string_view cell) {
  constexpr std::array<std::string_view, 7> kSeparators = {";", ",", "\n", "；", "，", "、", "|"};
  while (!cell.empty()) {
    std::size_t end = cell.size();
    std::size_t behind = end;
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = cell.find(separator);
      if (at < end) {
        end = at;
        behind = at + separator.size();
      }
    }
    const std::string_view part = cell.substr(0, end);
    if (part.find_first_not_of(" \t\r") != std::string_view::npos) {
      to.push_back(Value::string(part));
    }
    cell.remove_prefix(behind);
  }
}

} // namespace

std::string field_of_heading(std::string_view heading) {
  const std::string text = bare(heading);
  for (const Meaning& each : kMeanings) {
    if (!text.empty() && (text == each.field || has_word(each.headings, text))) {
      return std::string(each.field);
    }
  }
  return {};
}

std::vector<std::string> suggested_columns(const std::vector<std::string>& headings) {
  std::vector<std::string> out;
  for (const std::string& heading : headings) {
    std::string field = field_of_heading(heading);
    const Meaning* meaning = meaning_of(field);
    const bool taken = std::find(out.begin(), out.end(), field) != out.end();
    out.push_back(meaning != nullptr && (meaning->list || !taken) ? field : std::string());
  }
  return out;
}

bool is_field(std::string_view field) {
  return meaning_of(field) != nullptr;
}

Value typed_data(const std::vector<std::string>& columns, const Value& cells) {
  Map out;
  const List& row = cells.as_list();
  for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
    const Meaning* meaning = meaning_of(columns[i]);
    const std::string_view cell = row[i].as_string();
    if (meaning == nullptr || cell.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      continue;
    }
    const Value* known = out.find(columns[i]);
    if (meaning->list) {
      List items = known == nullptr ? List() : known->as_list();
      append_parts(items, cell);
      if (!items.empty()) {
        out.set(columns[i], Value::list(std::move(items)));
      }
    } else if (known == nullptr) {
      out.set(columns[i], Value::string(cell));
    }
  }
  return Value::map(std::move(out));
}

} // namespace qudao::companies
