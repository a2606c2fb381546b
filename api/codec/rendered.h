// An edition with its passages, topics and referrals already written as JSON, so that an answer is
// put together from ready pieces. Built with the snapshot; immutable and safe from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/answering/answer.h"
#include "service/answering/snapshot.h"

namespace nestline::api {

class Rendered {
 public:
  explicit Rendered(std::shared_ptr<const service::Snapshot> snapshot);

  [[nodiscard]] const service::Snapshot& snapshot() const { return *snapshot_; }

  // Every sentence comes from the snapshot by its id; ids that it does not have are left out.
  struct Envelope {
    std::string answer_id;
    std::string conversation_id;  // empty: none
  };
  [[nodiscard]] std::string answer(const service::Answer& answer, const Envelope& envelope) const;

  // nullptr where this edition has no such passage for a parent.
  [[nodiscard]] const std::string* parent_passage(const knowledge::PassageId& id) const;
  [[nodiscard]] const std::string& topics(std::string_view locale) const;
  [[nodiscard]] std::string referrals(const std::vector<const knowledge::Referral*>& list,
                                      std::string_view name) const;
  [[nodiscard]] std::string conversation(const std::string& id, std::string_view locale) const;
  [[nodiscard]] std::string thanks() const;  // after feedback
  // The text of a fixed sentence; empty where there is none.
  [[nodiscard]] std::string phrase(const std::string& id, std::string_view language) const;

 private:
  std::shared_ptr<const service::Snapshot> snapshot_;
  std::unordered_map<knowledge::PassageId, std::string> passages_;
  std::unordered_map<knowledge::ReferralId, std::string> referrals_;
  std::unordered_map<knowledge::TopicId, std::string> topic_members_;  // "id":..,"name":..
  std::unordered_map<std::string, std::string> topic_lists_;           // by language
};

}  // namespace nestline::api
