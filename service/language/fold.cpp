#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <array>
#include <memory>

#include "service/language/text.h"
#include "service/language/utf8.h"

namespace nestline::service {
namespace {

// Letters of other scripts that look like a Latin letter, from Unicode's confusables: Greek and
// Cyrillic blocks, where one letter's skeleton is one ASCII letter.
constexpr UChar32 kConfusableFirst = 0x0370;
constexpr UChar32 kConfusableLast = 0x052F;
using ConfusableTable = std::array<char, kConfusableLast - kConfusableFirst + 1>;

ConfusableTable build_confusables() {
  ConfusableTable table{};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status),
                                                                        &uspoof_close);
  if (U_FAILURE(status)) return table;
  for (UChar32 c = kConfusableFirst; c <= kConfusableLast; ++c) {
    if (!u_isalpha(c)) continue;
    icu::UnicodeString skeleton;
    UErrorCode local = U_ZERO_ERROR;
    uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(c), skeleton, &local);
    if (U_FAILURE(local) || skeleton.length() != 1) continue;
    const UChar32 latin = u_tolower(skeleton.char32At(0));
    if (latin >= 'a' && latin <= 'z') {
      table[static_cast<std::size_t>(c - kConfusableFirst)] = static_cast<char>(latin);
    }
  }
  return table;
}

const ConfusableTable& confusables() {
  static const ConfusableTable table = build_confusables();
  return table;
}

bool is_plain_ascii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

bool is_mostly_latin(const icu::UnicodeString& text) {
  int latin = 0;
  int other = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (!u_isalpha(c)) continue;
    (c < 0x250 ? latin : other) += 1;
  }
  return latin >= other && latin > 0;
}

bool is_apostrophe(UChar32 c) {
  return c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BC || c == 0x00B4 || c == 0x0060 ||
         c == 0x2032;
}

std::string fold_ascii(std::string_view bytes) {
  std::string out(bytes);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '`') c = '\'';
  }
  return out;
}

// ICU's, loaded once; they live as long as the program.
struct Normalizers {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
};

}  // namespace

std::string fold(std::string_view utf8) {
  if (is_plain_ascii(utf8)) return fold_ascii(utf8);
  static const Normalizers normalizers;
  UErrorCode status = normalizers.status;
  if (U_FAILURE(status)) return fold_ascii(utf8);

  icu::UnicodeString raw = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  // Before NFKC, which would turn an acute accent that stands for an apostrophe into a space.
  for (std::int32_t i = 0; i < raw.length(); ++i) {
    if (is_apostrophe(raw.charAt(i))) raw.setCharAt(i, u'\'');
  }
  const icu::UnicodeString folded =
      normalizers.decompose->normalize(normalizers.casefold->normalize(raw, status), status);
  if (U_FAILURE(status)) return fold_ascii(utf8);

  const bool map_confusables = is_mostly_latin(folded);
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    UChar32 c = folded.char32At(i);
    const auto category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
        category == U_FORMAT_CHAR) {
      continue;
    }
    if (map_confusables && c >= kConfusableFirst && c <= kConfusableLast) {
      const char latin = confusables()[static_cast<std::size_t>(c - kConfusableFirst)];
      if (latin != 0) c = static_cast<unsigned char>(latin);
    }
    if (c == 0x0131) c = 'i';  // dotless i
    out.append(c);
  }
  std::string result;
  out.toUTF8String(result);
  return result;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    if (next_character(bytes, i) < 0) return false;
  }
  return true;
}

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

}  // namespace nestline::service
