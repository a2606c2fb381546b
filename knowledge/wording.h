// The one checker of what we may say: text for parents never tells what a child (or parent) is or
// has, names no condition, no medicine, no chances, no signs to look for, and labels nobody. The
// linter asks it about every sentence that a parent can read; so does the guard on answers. Text
// for practitioners may speak of all that in general, never of one child.
//
// The lists are in wording_en.cpp and wording_es.cpp, made to be read by curators. A checker of
// words cannot see what a sentence means: it refuses more than it must, and a clinician still reads
// everything. Pure functions; safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::knowledge {

enum class WordingKind { Claim, Diagnosis, Condition, Chance, Medicine, Signs, Attachment, Label };

enum class Readers { Parents, Practitioners };

struct WordingHit {
  std::size_t offset = 0;  // byte in the text
  std::string words;       // as the text has them
  WordingKind kind = WordingKind::Claim;
  std::string why;
};

// In order of the text; overlapping hits of one kind are told once. None for a language without
// lists.
std::vector<WordingHit> find_forbidden_wording(std::string_view text, std::string_view language,
                                               Readers readers = Readers::Parents);

// `language` is BCP 47; "en-GB" uses the lists of "en".
bool has_wording_lists(std::string_view language);

}  // namespace nestline::knowledge
