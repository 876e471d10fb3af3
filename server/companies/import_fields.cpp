#include "server/companies/import_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/search/search.h"

namespace qudao::companies {

namespace {

struct Meaning {
  std::string_view field;
  bool list;
  std::string_view headings; // folded, a space between
};

constexpr std::string_view kOfContact = "contact.";
constexpr std::string_view kContactName = "contact.name";

constexpr std::array<Meaning, 20> kMeanings = {{
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
    {kContactName, false, "人员姓名 personname contactfullname"},
    {"contact.position", false,
     "联系人职务 联系人职位 联系人岗位 联系人头衔 职务 职位 岗位 头衔 contacttitle "
     "contactposition contactjobtitle jobtitle job_title position title"},
    {"contact.mobile", false,
     "联系人手机号 联系人手机号码 联系人移动电话 contactmobile contactcell contactcellphone "
     "contactmobilephone"},
    {"contact.phone", false,
     "联系人电话 联系人座机 联系人固话 联系人固定电话 联系人办公电话 contactphone contacttel "
     "contacttelephone"},
    {"contact.email", false,
     "联系人邮箱 联系人电子邮箱 联系人邮件 联系人电子邮件 联系人email 联系人e-mail contactemail "
     "contacte-mail contactmail"},
    {"contact.remark", false,
     "联系人备注 联系人说明 contactremark contactremarks contactnote contactnotes "
     "contactcomment contactcomments"},
    {"contact.main", false,
     "是否主要联系人 是否主联系人 是否首要联系人 ismaincontact isprimarycontact"},
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

bool is_blank(std::string_view cell) {
  return cell.find_first_not_of(" \t\r\n") == std::string_view::npos;
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
    if (!is_blank(part)) {
      to.push_back(Value::string(part));
    }
    cell.remove_prefix(behind);
  }
}

bool is_of_contact(std::string_view field) {
  return field.substr(0, kOfContact.size()) == kOfContact;
}

// Fields of a file of people, in place of those of any file.
void read_as_people(const std::vector<std::string>& headings, std::vector<std::string>& fields) {
  const bool named = std::find(fields.begin(), fields.end(), kContactName) != fields.end();
  const auto last = std::find(fields.rbegin(), fields.rend(), "contact_name");
  if (!named && last != fields.rend()) {
    *last = kContactName;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string text = bare(headings[i]);
    if (fields[i] == "mobile" && text.substr(0, std::string_view("联系人").size()) == "联系人") {
      fields[i] = "contact.mobile";
    }
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
  std::vector<std::string> fields;
  fields.reserve(headings.size());
  for (const std::string& heading : headings) {
    fields.push_back(field_of_heading(heading));
  }
  const bool says_names = std::any_of(fields.begin(), fields.end(), [](const auto& each) {
    return each == "contact_name" || each == kContactName;
  });
  const bool of_people = says_names && names_people(fields);
  if (of_people) {
    read_as_people(headings, fields);
  }
  std::vector<std::string> out;
  out.reserve(fields.size());
  for (const std::string& field : fields) {
    const Meaning* meaning = meaning_of(field);
    const bool taken = std::find(out.begin(), out.end(), field) != out.end();
    const bool fits = meaning != nullptr && (of_people || !is_of_contact(field));
    out.push_back(fits && (meaning->list || !taken) ? field : std::string());
  }
  return out;
}

bool is_field(std::string_view field) {
  return meaning_of(field) != nullptr;
}

bool names_people(const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(), is_of_contact);
}

Value typed_data(const std::vector<std::string>& columns, const Value& cells) {
  Map out;
  const List& row = cells.as_list();
  for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
    const Meaning* meaning = meaning_of(columns[i]);
    const std::string_view cell = row[i].as_string();
    if (meaning == nullptr || is_of_contact(columns[i]) || is_blank(cell)) {
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

std::optional<Value> typed_contact(const std::vector<std::string>& columns, const Value& cells) {
  constexpr std::string_view kYes = "是 yes y true 1 √ ✓ ✔ 主要 主";
  constexpr std::string_view kNo = "否 no n false 0 × ✗";
  Map out;
  std::optional<Value> main;
  const List& row = cells.as_list();
  for (std::size_t i = 0; i < columns.size() && i < row.size(); ++i) {
    const std::string_view cell = row[i].as_string();
    if (!is_of_contact(columns[i]) || is_blank(cell)) {
      continue;
    }
    const std::string_view field = std::string_view(columns[i]).substr(kOfContact.size());
    if (field == "main") {
      std::string said = search::fold(cell);
      said.erase(std::remove(said.begin(), said.end(), ' '), said.end());
      const bool read = has_word(kYes, said) || has_word(kNo, said);
      main = read ? Value::boolean(has_word(kYes, said)) : Value::string(cell);
    } else if (out.find(field) == nullptr) {
      out.set(field, Value::string(cell));
    }
  }
  if (out.empty()) {
    return std::nullopt;
  }
  if (main) {
    out.set("main", *main);
  }
  return Value::map(std::move(out));
}

std::optional<std::size_t> column_of(const std::vector<std::string>& columns, const Value& cells,
                                     std::string_view path) {
  constexpr std::string_view kBelowContact = "/contact/";
  std::string field;
  std::size_t index = 0; // of a list
  if (path == "/contact") {
    field = kContactName;
  } else if (path.substr(0, kBelowContact.size()) == kBelowContact) {
    field = std::string(kOfContact) + std::string(path.substr(kBelowContact.size()));
  } else if (!path.empty()) {
    const std::size_t slash = path.find('/', 1);
    field = path.substr(1, slash - 1);
    if (slash != std::string_view::npos) {
      std::from_chars(path.data() + slash + 1, path.data() + path.size(), index);
    }
  }
  const Meaning* meaning = meaning_of(field);
  const List& row = cells.as_list();
  std::optional<std::size_t> last; // column
  for (std::size_t i = 0; i < columns.size() && meaning != nullptr; ++i) {
    if (columns[i] != field) {
      continue;
    }
    const std::string_view cell = i < row.size() ? row[i].as_string() : std::string_view();
    List parts;
    if (meaning->list) {
      append_parts(parts, cell);
    } else if (!is_blank(cell)) {
      return i;
    }
    if (index < parts.size()) {
      return i;
    }
    index -= parts.size();
    last = last ? last : i;
  }
  return last;
}

} // namespace qudao::companies
