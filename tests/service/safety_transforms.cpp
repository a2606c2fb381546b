#include "tests/service/safety_transforms.h"

#include <array>
#include <cctype>
#include <cstdint>
#include <functional>
#include <utility>

namespace nestline::test {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string utf8(std::uint32_t c) {
  std::string out;
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  }
  return out + static_cast<char>(0x80 | (c & 0x3F));
}

std::string each_letter(const std::string& text, const std::function<std::string(char)>& change) {
  std::string out;
  for (const char c : text) out += is_letter(c) ? change(c) : std::string(1, c);
  return out;
}

// `change` on the telling word where it stands.
std::string in_word(const std::string& message, const std::string& word,
                    const std::function<std::string(const std::string&)>& change) {
  const std::size_t at = word.empty() ? std::string::npos : message.find(word);
  if (at == std::string::npos) return message;
  return message.substr(0, at) + change(word) + message.substr(at + word.size());
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string zero_width(const std::string& message, const std::string&) {
  return each_letter(message, [](char c) { return c + utf8(0x200B); });
}

std::string bidi(const std::string& message, const std::string&) {
  return utf8(0x202A) + replaced(message, " ", " " + utf8(0x200F)) + utf8(0x202C);
}

std::string confusables(const std::string& message, const std::string& word) {
  return in_word(message, word, [](std::string w) {
    w = replaced(replaced(w, "a", utf8(0x0430)), "e", utf8(0x0435));
    return replaced(replaced(w, "o", utf8(0x043E)), "c", utf8(0x0441));
  });
}

std::string full_width(const std::string& message, const std::string&) {
  return each_letter(message,
                     [](char c) { return utf8(0xFF00U + static_cast<std::uint32_t>(c) - 0x20U); });
}

std::string mathematical(const std::string& message, const std::string&) {
  return each_letter(message, [](char c) {
    const bool is_small = std::islower(static_cast<unsigned char>(c)) != 0;
    return utf8((is_small ? 0x1D41AU : 0x1D400U) +
                static_cast<std::uint32_t>(c - (is_small ? 'a' : 'A')));
  });
}

std::string combining_marks(const std::string& message, const std::string&) {
  return each_letter(message, [](char c) { return c + utf8(0x0336); });
}

std::string spaced_letters(const std::string& message, const std::string& word) {
  return in_word(message, word, [](const std::string& w) {
    std::string out;
    for (const char c : w) out += (out.empty() ? "" : " ") + std::string(1, c);
    return out;
  });
}

std::string starred_letters(const std::string& message, const std::string& word) {
  return in_word(message, word, [](std::string w) {
    w[w.size() / 2] = '*';
    return w;
  });
}

std::string leetspeak(const std::string& message, const std::string& word) {
  return in_word(message, word, [](std::string w) {
    for (std::size_t i = 1; i + 1 < w.size(); ++i) {
      constexpr std::string_view kLetters = "oieast";
      constexpr std::string_view kDigits = "013457";
      const std::size_t letter = kLetters.find(w[i]);
      const bool beside = std::isdigit(static_cast<unsigned char>(w[i - 1])) != 0;
      if (letter != std::string_view::npos && !beside) w[i] = kDigits[letter];
    }
    return w;
  });
}

std::string curly_quotes(const std::string& message, const std::string&) {
  return utf8(0x201C) + replaced(message, "'", utf8(0x2019)) + utf8(0x201D);
}

std::string missing_space(const std::string& message, const std::string& word) {
  const std::size_t at = word.empty() ? std::string::npos : message.find(word);
  if (at == std::string::npos || at < 2 || message[at - 1] != ' ' || !is_letter(message[at - 2])) {
    return message;
  }
  return message.substr(0, at - 1) + message.substr(at);
}

std::string swapped_letters(const std::string& message, const std::string& word) {
  return in_word(message, word, [](std::string w) {
    std::swap(w[w.size() / 2], w[w.size() / 2 - 1]);
    return w;
  });
}

std::string left_out_letter(const std::string& message, const std::string& word) {
  return in_word(message, word, [](std::string w) { return w.erase(w.size() / 2, 1); });
}

std::string doubled_letter(const std::string& message, const std::string& word) {
  return in_word(message, word,
                 [](std::string w) { return w.insert(w.size() / 2, 1, w[w.size() / 2]); });
}

std::string capitals(const std::string& message, const std::string&) {
  return each_letter(message, [](char c) {
    return std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  });
}

std::string emoji(const std::string& message, const std::string&) {
  return utf8(0x1F62D) + replaced(message, " ", " " + utf8(0x1F62D) + " ") + utf8(0x1F198);
}

std::string mixed_languages(const std::string& message, const std::string&) {
  return "hola, " + message + ", thank you, gracias";
}

constexpr std::array kTransforms = {
    Transform{"zero-width characters", zero_width},
    Transform{"bidi characters", bidi},
    Transform{"confusables", confusables},
    Transform{"full-width letters", full_width},
    Transform{"mathematical letters", mathematical},
    Transform{"combining marks", combining_marks},
    Transform{"spaced letters", spaced_letters},
    Transform{"a starred letter", starred_letters},
    Transform{"leetspeak", leetspeak},
    Transform{"curly quotes", curly_quotes},
    Transform{"a missing space", missing_space},
    Transform{"two letters swapped", swapped_letters},
    Transform{"a letter left out", left_out_letter},
    Transform{"a letter doubled", doubled_letter},
    Transform{"capitals", capitals},
    Transform{"emoji", emoji},
    Transform{"mixed languages", mixed_languages},
};

}  // namespace

std::span<const Transform> transforms() { return kTransforms; }

}  // namespace nestline::test
