// Values as bytes and back, for what was learned at build time: in this machine's own form. A
// reader never reads past its end; a writer and a reader of the same version agree on the order.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace nestline::service {

class ByteWriter {
 public:
  template <typename Value>
  void value(const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <typename Value>
  void values(const std::vector<Value>& values) {
    static_assert(std::is_trivially_copyable_v<Value>);
    value(std::uint64_t{values.size()});
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
  }
  void text(std::string_view text) {
    value(std::uint64_t{text.size()});
    bytes_ += text;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  template <typename Value>
  Value value() {
    static_assert(std::is_trivially_copyable_v<Value>);
    Value out{};
    const std::string_view from = take(sizeof out);
    if (ok_) std::memcpy(&out, from.data(), sizeof out);
    return out;
  }
  template <typename Value>
  std::vector<Value> values() {
    const auto count = value<std::uint64_t>();
    if (count > left_.size() / sizeof(Value)) ok_ = false;
    if (!ok_) return {};
    std::vector<Value> out(count);
    const std::string_view from = take(count * sizeof(Value));
    if (count > 0) std::memcpy(out.data(), from.data(), from.size());
    return out;
  }
  std::string text() { return std::string(take(value<std::uint64_t>())); }

  // False once something was asked for that is not there.
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return left_.empty(); }

 private:
  std::string_view take(std::uint64_t count) {
    if (!ok_ || count > left_.size()) {
      ok_ = false;
      return {};
    }
    const std::string_view out = left_.substr(0, count);
    left_.remove_prefix(count);
    return out;
  }

  std::string_view left_;
  bool ok_ = true;
};

}  // namespace nestline::service
