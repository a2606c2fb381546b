// A frozen map from 64-bit hashes to small records, open addressing in one block of memory: a
// look-up is one or two cache lines. Filled once, then immutable and safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace nestline::service {

template <typename Value>
class HashTable {
 public:
  HashTable() : HashTable(0) {}
  explicit HashTable(std::size_t count) {
    std::size_t size = 16;
    while (size < count * 2) size *= 2;
    slots_.resize(size);
    mask_ = size - 1;
  }

  // At most as many as the table was made for. A key that is there keeps its first value.
  void insert(std::uint64_t key, Value value) {
    key = nonzero(key);
    std::size_t i = key & mask_;
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask_;
    if (slots_[i].key == 0) slots_[i] = {key, value};
  }

  [[nodiscard]] const Value* find(std::uint64_t key) const {
    key = nonzero(key);
    for (std::size_t i = key & mask_; slots_[i].key != 0; i = (i + 1) & mask_) {
      if (slots_[i].key == key) return &slots_[i].value;
    }
    return nullptr;
  }

 private:
  static std::uint64_t nonzero(std::uint64_t key) {
    return key == 0 ? 1 : key;
  }  // 0 marks a free slot
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
  };
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace nestline::service
