#include "service/matching/attention.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace nestline::service {
namespace {

constexpr float kTitle = 3.0F;
constexpr float kAsking = 2.0F;
constexpr float kLast = 1.3F;
constexpr std::size_t kShortMessage = 2;  // sentences

bool starts_with(const Text& text, std::uint32_t at, std::uint32_t end,
                 std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (at == end || text.tokens[at].word != word) return false;
    ++at;
  }
  return true;
}

}  // namespace

bool is_asking(const Text& text, const Sentence& sentence) {
  using Words = std::vector<std::string_view>;
  static const std::array<Words, 30> kRequests = {
      Words{"any", "advice"},      Words{"any", "tips"},        Words{"any", "ideas"},
      Words{"any", "suggestions"}, Words{"any", "experience"},  Words{"any", "help"},
      Words{"how", "do", "i"},     Words{"how", "do", "we"},    Words{"how", "do", "you"},
      Words{"how", "to"},          Words{"how", "can", "i"},    Words{"how", "can", "we"},
      Words{"what", "do", "i"},    Words{"what", "do", "you"},  Words{"what", "can", "i"},
      Words{"what", "should"},     Words{"is", "it", "normal"}, Words{"is", "this", "normal"},
      Words{"is", "it", "ok"},     Words{"please", "help"},     Words{"need", "advice"},
      Words{"need", "help"},       Words{"looking", "for"},     Words{"should", "i"},
      Words{"should", "we"},       Words{"anyone", "else"},     Words{"has", "anyone"},
      Words{"does", "anyone"},     Words{"i", "wonder"},        Words{"when", "should"}};
  if (sentence.question) return true;
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    for (const Words& request : kRequests) {
      if (starts_with(text, i, sentence.last, request)) return true;
    }
  }
  return false;
}

std::vector<float> token_weights(const Text& text) {
  std::vector<float> weights(text.tokens.size(), 1.0F);
  if (text.sentences.size() <= kShortMessage) return weights;
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const Sentence& sentence = text.sentences[s];
    float weight = kStoryWeight;
    if (s + 1 == text.sentences.size()) weight = kLast;
    if (is_asking(text, sentence)) weight = std::max(weight, kAsking);
    if (sentence.title) weight = std::max(weight, kTitle);
    std::fill(weights.begin() + sentence.first, weights.begin() + sentence.last, weight);
  }
  return weights;
}

}  // namespace nestline::service
