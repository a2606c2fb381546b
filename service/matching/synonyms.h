// The curators' abbreviations and synonyms, and spelling repair, applied to a text before it is
// matched: "my LO is EBF" is read as "my baby is breastfed". Immutable; safe from any thread.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "knowledge/content.h"
#include "service/language/text.h"

namespace nestline::service {

class Synonyms {
 public:
  Synonyms() = default;
  explicit Synonyms(std::span<const knowledge::LexiconEntry> entries);

  // The text with every known word replaced by what it means. Sentences keep their places.
  [[nodiscard]] Text expand(const Text& text) const;

 private:
  std::unordered_map<std::string, std::vector<Token>> means_;
};

}  // namespace nestline::service
