#include "service/language/detect.h"

#include <cld2/public/compact_lang_det.h>

#include <array>

#include "service/language/text.h"

namespace nestline::service {
namespace {

constexpr std::size_t kFewestCharacters = 20;
constexpr int kLeastShare = 70;  // per cent of the text

}  // namespace

std::string detect_language(std::string_view utf8) {
  if (count_characters(utf8) < kFewestCharacters) return "";
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::Language best =
      CLD2::DetectLanguageSummary(utf8.data(), static_cast<int>(utf8.size()), true,
                                  languages.data(), percents.data(), &text_bytes, &reliable);
  if (!reliable || percents[0] < kLeastShare) return "";
  return CLD2::LanguageCode(best);
}

}  // namespace nestline::service
