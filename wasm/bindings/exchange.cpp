#include "wasm/bindings/exchange.h"

#include "core/value/json.h"

namespace qudao::wasm {

Exchange& Exchange::instance() {
  static Exchange exchange;
  return exchange;
}

std::uintptr_t Exchange::reserve(std::size_t bytes) {
  if (input_.size() < bytes) input_.resize(bytes);
  return reinterpret_cast<std::uintptr_t>(input_.data());
}

std::uintptr_t Exchange::head() const {
  return reinterpret_cast<std::uintptr_t>(&head_);
}

std::string_view Exchange::input(std::size_t length) const {
  return std::string_view(input_).substr(0, length);
}

void Exchange::answer(const Value& value) {
  answer([&](std::string& out) { append_json(out, value); });
}

void Exchange::publish() {
  head_.address = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(answer_.data()));
  head_.length = static_cast<std::uint32_t>(answer_.size());
}

void Exchange::release() {
  std::string().swap(input_);
  std::string().swap(answer_);
  publish();
}

} // namespace qudao::wasm
