// A map from 64-bit hashes to small records, open addressing in one block of memory: a look-up is
// one or two cache lines. Filled first; from then on immutable and safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace nestline::service {

template <typename Value>
class HashTable {
 public:
  HashTable() : slots_(kFewest) {}

  // The key's record, made empty when it was not there. Valid until the next call.
  Value& operator[](std::uint64_t key) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = place_of(nonzero(key));
    if (slot.key == 0) {
      slot.key = nonzero(key);
      ++count_;
    }
    return slot.value;
  }

  [[nodiscard]] const Value* find(std::uint64_t key) const {
    key = nonzero(key);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = key & mask; slots_[i].key != 0; i = (i + 1) & mask) {
      if (slots_[i].key == key) return &slots_[i].value;
    }
    return nullptr;
  }

  // Calls visit(key, record) for all, in no particular order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const Slot& slot : slots_) {
      if (slot.key != 0) visit(slot.key, slot.value);
    }
  }

 private:
  static constexpr std::size_t kFewest = 16;  // a power of two, like every size
  struct Slot {
    std::uint64_t key = 0;  // 0 marks a free slot
    Value value{};
  };

  static std::uint64_t nonzero(std::uint64_t key) { return key == 0 ? 1 : key; }

  // Where the key is, or the free slot where it would go.
  Slot& place_of(std::uint64_t key) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = key & mask;
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
    return slots_[i];
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.key != 0) place_of(slot.key) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace nestline::service
