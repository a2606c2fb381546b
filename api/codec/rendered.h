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
#include "service/insight/feedback.h"
#include "service/sites/tailoring.h"

namespace nestline::api {

class Rendered {
 public:
  explicit Rendered(std::shared_ptr<const service::Snapshot> snapshot);

  [[nodiscard]] const service::Snapshot& snapshot() const { return *snapshot_; }

  // The same edition, its clinical review recorded: its answers carry no notice.
  [[nodiscard]] std::shared_ptr<const Rendered> reviewed() const;

  // Every sentence comes from the snapshot by its id; ids that it does not have are left out.
  struct Envelope {
    std::string answer_id;
    std::string conversation_id;  // empty: none
  };
  // `tailoring` is what the answer was made with.
  [[nodiscard]] std::string answer(const service::Answer& answer, const Envelope& envelope,
                                   const service::Tailoring& tailoring = {}) const;

  // nullptr where this edition has no such passage for this reader.
  [[nodiscard]] const std::string* passage(const knowledge::PassageId& id,
                                           knowledge::Audience reader) const;
  [[nodiscard]] std::string topics(std::string_view locale,
                                   const service::Tailoring& tailoring) const;
  // {"<name>": [the site's own, then the shared ones]}
  [[nodiscard]] std::string referrals(const std::vector<const service::OwnReferral*>& own,
                                      const std::vector<const knowledge::Referral*>& shared,
                                      std::string_view name) const;
  [[nodiscard]] std::string conversation(const std::string& id, std::string_view locale) const;
  // After feedback; what seemed unsafe gets its own words.
  [[nodiscard]] std::string thanks(const service::Feedback& feedback,
                                   std::string_view locale) const;
  // The text of a fixed sentence; empty where there is none.
  [[nodiscard]] std::string phrase(const std::string& id, std::string_view language) const;

 private:
  // An own entry stands before a shared one of the same id. Contacts never come from here.
  [[nodiscard]] std::string referral_pieces(const std::vector<knowledge::ReferralId>& ids,
                                            const service::Tailoring& tailoring) const;

  std::shared_ptr<const service::Snapshot> snapshot_;
  std::unordered_map<knowledge::PassageId, std::string> passages_;
  std::unordered_map<knowledge::ReferralId, std::string> referrals_;
  std::unordered_map<knowledge::TopicId, std::string> topic_members_;  // "id":..,"name":..
  // By language, in order.
  std::unordered_map<std::string, std::vector<std::pair<knowledge::TopicId, std::string>>>
      topic_lists_;
  bool is_reviewed_ = false;
};

}  // namespace nestline::api
