#include "service/safety/inflection.h"

#include <algorithm>

#include "service/language/text.h"

namespace nestline::service {
namespace {

bool is_plain_word(std::string_view word) {
  return word.size() >= 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// What is left when an ending of the word itself is taken off: "choking" gives "chok", "chok"+"e".
std::vector<std::string> bases_of(const std::string& word) {
  std::vector<std::string> bases{word};
  for (const std::string_view ending : {"s", "es", "ed", "d", "ing", "e"}) {
    if (word.size() < ending.size() + 3 || !word.ends_with(ending)) continue;
    const std::string base = word.substr(0, word.size() - ending.size());
    bases.push_back(base);
    if (base.size() > 3 && base[base.size() - 1] == base[base.size() - 2]) {
      bases.push_back(base.substr(0, base.size() - 1));
    }
    if (base.back() == 'i') bases.push_back(base.substr(0, base.size() - 1) + "y");
  }
  return bases;
}

void add_forms_of(const std::string& base, std::vector<std::string>& out) {
  for (const std::string_view ending : {"", "e", "s", "es", "ed", "d", "ing"}) {
    out.push_back(base + std::string(ending));
  }
  const std::string shorter = base.substr(0, base.size() - 1);
  if (base.back() == 'y') {
    for (const std::string_view ending : {"ies", "ied"})
      out.push_back(shorter + std::string(ending));
  }
  if (base.ends_with("ie")) out.push_back(base.substr(0, base.size() - 2) + "ying");
  if (!is_vowel(base.back())) {
    for (const std::string_view ending : {"ed", "ing"}) {
      out.push_back(base + base.back() + std::string(ending));
    }
  }
}

}  // namespace

std::vector<std::string> english_forms(std::string_view word) {
  std::vector<std::string> out{std::string(word)};
  if (!is_plain_word(word)) return out;
  for (const std::string& base : bases_of(std::string(word))) add_forms_of(base, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  const std::string wanted = stem(word, Language::English);
  std::erase_if(out, [&](const std::string& form) {
    return form != word && (form.size() < 3 || stem(form, Language::English) != wanted);
  });
  return out;
}

}  // namespace nestline::service
