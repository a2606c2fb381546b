// Spelling repair within our own vocabulary only: a general dictionary would "correct" the names of
// people, medicines and clinics. A word is repaired when it is unknown, has four letters or more,
// and one vocabulary word is one edit away (two from eight letters on): insert, delete, substitute
// or swap of neighbours. Delete-neighbourhood index (SymSpell). Immutable after build; safe from
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/language/text.h"
#include "service/matching/bytes.h"

namespace nestline::service {

class Spelling {
 public:
  static Spelling learn(std::span<const Text> texts);
  // From words, each once, and how often each is used; `most_edits` is 1 or 2. One edit repairs in
  // about a microsecond.
  static Spelling learn(std::span<const std::pair<std::string, std::uint32_t>> words,
                        int most_edits);

  // The word meant, or nullopt when `word` is known, too short, or nothing is near enough. Among
  // equals the more frequent.
  [[nodiscard]] std::optional<std::string> repair(std::string_view word) const;
  // Is the word one that others are repaired to?
  [[nodiscard]] bool knows(std::string_view word) const;

  // As bytes for this version on this kind of machine, and back; nothing where they are damaged.
  void save(ByteWriter& to) const;
  static std::optional<Spelling> load(ByteReader& from);

 private:
  void index_deletions();
  [[nodiscard]] int edits_for(std::size_t length) const;

  int most_edits_ = 2;
  std::vector<std::string> words_;
  std::vector<std::uint32_t> counts_;
  std::unordered_map<std::string, std::uint32_t> known_;
  struct Deletion {
    std::uint32_t key = 0;  // hash of a word with letters left out; two may share one
    std::uint32_t word = 0;
  };
  // Visits the words that have a deletion with this key.
  template <typename Visit>
  void for_each_word(std::uint32_t key, Visit visit) const;

  std::vector<Deletion> deletions_;        // by key
  std::vector<std::uint32_t> bucket_end_;  // of the deletions, by the top bits of the key
};

// Optimal string alignment distance, at most `limit` + 1.
int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace nestline::service
