// Words that haste or hiding has changed, put right before the safety screen reads: one slip of the
// finger in a word that none of our texts has ("chokign"), or two words run together
// ("ischoking"). Words that our texts or the rules have stay as they are. Pure; safe to use from
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "service/language/text.h"
#include "service/matching/spelling.h"
#include "service/safety/lexicon.h"

namespace nestline::service {

struct Mended {
  Text text;
  std::vector<std::uint32_t> origin;  // for each token its token in the message
};

// Nothing where there is nothing to mend. Takes about a microsecond for each unknown word.
std::optional<Mended> mend(const Text& text, const Spelling& spelling, const Lexicon& lexicon);

}  // namespace nestline::service
