// A library of generated companies, loaded in bulk: rows as server/companies writes them, keys sorted first, so that a million
// take a minute. What it leaves out is what a check does not read: history, audit trail, change log.
#pragma once

#include <fstream>
#include <random>

#include "server/companies/rows.h"
#include "tests/bench/measure.h"
#include "tests/support/library_office.h"

namespace qudao::companies::bench {

// What a company is made of; the same chance makes the same ones.
struct Made {
  std::string place, trade, industry, form, mobile;
  std::string name() const { return place + trade + industry + form; }
};
Made make(std::mt19937& chance);
Value data_of(const std::string& name, const std::string& mobile);

struct Known {
  Made made;
  std::string id;
};

// Loads so many and answers at most `sample` of them, spread over all.
std::vector<Known> load(test::Office& office, int companies, int sample, std::mt19937& chance);

} // namespace qudao::companies::bench
