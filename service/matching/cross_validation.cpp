#include "service/matching/cross_validation.h"

#include <memory>

#include "service/matching/matcher.h"

namespace nestline::service {
namespace {

std::string label_name(const knowledge::LanguageContent& content, std::uint32_t label) {
  if (label < content.topics.size()) return content.topics[label].id.value;
  return label == content.topics.size() ? "out_of_scope" : "refer";
}

// The class that wins: a topic, or a background that is likelier than every topic.
std::uint32_t winner(const TopicMatch& match, std::size_t topics) {
  const TopicScore& first = match.topics.front();
  const auto after_topics = static_cast<std::uint32_t>(topics);
  if (match.out_of_scope > first.confidence && match.out_of_scope >= match.refer) {
    return after_topics;
  }
  return match.refer > first.confidence ? after_topics + 1 : first.topic;
}

std::string shortened(const std::string& text) {
  constexpr std::size_t kShown = 60;
  return text.size() <= kShown ? text : text.substr(0, text.rfind(' ', kShown)) + " ...";
}

}  // namespace

LeaveOutFigures leave_examples_out(const knowledge::LanguageContent& content) {
  const std::vector<LabelledExample> examples = labelled_examples(content);
  LeaveOutFigures figures;
  const auto in_fold = [](std::size_t i, int fold) {
    return i % kFolds == static_cast<std::size_t>(fold);
  };
  for (int fold = 0; fold < kFolds; ++fold) {
    const auto left_out = std::make_unique<bool[]>(examples.size());
    for (std::size_t i = 0; i < examples.size(); ++i) left_out[i] = in_fold(i, fold);
    const Matcher matcher(content, std::span<const bool>(left_out.get(), examples.size()));
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (!in_fold(i, fold) || examples[i].label >= content.topics.size()) continue;
      const std::uint32_t won =
          winner(matcher.match(read_text(examples[i].text)), content.topics.size());
      ++figures.examples;
      if (won == examples[i].label) {
        ++figures.right;
        continue;
      }
      figures.faults.push_back(
          {content.language + "/topics/" + label_name(content, examples[i].label) + ".toml", 0,
           "examples",
           "\"" + shortened(examples[i].text) + "\" goes to " + label_name(content, won) +
               " when it is left out",
           true});
    }
  }
  return figures;
}

}  // namespace nestline::service
