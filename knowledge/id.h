// Distinct id types, so that a passage id cannot be passed where a topic id is meant. Values.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>

namespace nestline::knowledge {

template <typename Tag>
struct Id {
  std::string value;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using TopicId = Id<struct TopicTag>;
using PassageId = Id<struct PassageTag>;
using ReferralId = Id<struct ReferralTag>;
using PhraseId = Id<struct PhraseTag>;
using SourceId = Id<struct SourceTag>;

}  // namespace nestline::knowledge

template <typename Tag>
struct std::hash<nestline::knowledge::Id<Tag>> {
  std::size_t operator()(const nestline::knowledge::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
