#include "service/curation/candidate.h"

#include <algorithm>
#include <map>
#include <set>

#include "knowledge/check.h"
#include "knowledge/checksum.h"
#include "knowledge/content_files.h"
#include "service/answering/answer_question.h"
#include "service/curation/known_faults.h"

namespace nestline::service {
namespace {

constexpr std::size_t kMostAnswers = 500;  // that are told of
constexpr std::size_t kMostBlocks = 200;

std::optional<Answer> ask(const Snapshot& snapshot, const ReplayQuestion& replay) {
  AskRequest request;
  request.question = replay.text;
  request.child_age_months = replay.age_months;
  request.locale = replay.language;
  request.explain = true;
  const Result<Question> question = parse_question(std::move(request));
  if (!question) return std::nullopt;
  return answer_question(snapshot, *question);
}

bool is_right(const ReplayQuestion& golden, const Answer& answer) {
  if (name_of(answer.kind) != golden.kind) return false;
  if (golden.topics.empty() || answer.kind != AnswerKind::Guidance) return true;
  return !answer.topics.empty() && std::find(golden.topics.begin(), golden.topics.end(),
                                             answer.topics.front().id.value) != golden.topics.end();
}

std::vector<ReplayQuestion> golden_of(const Snapshot& snapshot) {
  std::vector<ReplayQuestion> out;
  for (const knowledge::LanguageContent& language : snapshot.content().languages) {
    for (const knowledge::GoldenQuestion& golden : language.golden) {
      ReplayQuestion one{golden.id,         golden.text, language.language,
                         golden.age_months, golden.kind, {}};
      for (const knowledge::TopicId& topic : golden.topics) one.topics.push_back(topic.value);
      out.push_back(std::move(one));
    }
  }
  return out;
}

// The ids of what a parent would read and that has another text now.
std::set<std::string> changed_texts(const Plan& plan) {
  std::set<std::string> out;
  for (const ItemChange& change : plan.changes) {
    const std::size_t entry = change.key.find('#');
    const std::size_t passages = change.key.find("/passages/");
    if (entry != std::string::npos) {
      out.insert(change.key.substr(entry + 1));
    } else if (passages != std::string::npos) {
      out.insert(change.key.substr(passages + 10));
    }
  }
  return out;
}

template <typename Ids>
std::vector<std::string> values_of(const Ids& ids) {
  std::vector<std::string> out;
  for (const auto& id : ids) out.push_back(id.value);
  return out;
}

// All that a parent sees of an answer, by id.
std::vector<std::string> shown(const Answer& answer) {
  std::vector<std::string> out{std::string(name_of(answer.kind))};
  for (const std::vector<std::string>& ids :
       {values_of(answer.message), values_of(answer.passages), values_of(answer.choices),
        values_of(answer.referrals), values_of(answer.contacts), values_of(answer.suggestions)}) {
    out.insert(out.end(), ids.begin(), ids.end());
    out.emplace_back("|");
  }
  return out;
}

class Examiner {
 public:
  Examiner(const Snapshot& live, const Plan& plan, const ExamineOptions& options)
      : live_(live), plan_(plan), options_(options) {}

  Examination run() {
    step("reading", 0.02);
    knowledge::Content content = read();
    step("checking", 0.1);
    check(content);
    if (!out_.blocks.empty()) return std::move(out_);
    step("building", 0.2);
    build(std::move(content));
    if (out_.snapshot == nullptr) return std::move(out_);
    step("safety", 0.6);
    keep_safety_cases();
    step("golden", 0.8);
    replay_golden();
    step("replaying", 0.9);
    for (const ReplayQuestion& question : options_.questions) replay(question);
    return std::move(out_);
  }

 private:
  void step(const char* name, double progress) {
    if (options_.progress) options_.progress(name, progress);
  }
  void block(Block block) {
    if (out_.blocks.size() < kMostBlocks) out_.blocks.push_back(std::move(block));
  }
  void take(const std::vector<knowledge::Fault>& faults) {
    for (const knowledge::Fault& fault : faults) {
      if (fault.warning) {
        out_.warnings.push_back(fault);
      } else {
        block({"fault", fault.message, fault});
      }
    }
  }

  knowledge::Content read() {
    std::vector<knowledge::Item> items;
    items.reserve(plan_.members.size());
    for (const Member& member : plan_.members) items.push_back(text_of(member.item, member.body));
    std::vector<knowledge::Fault> faults;
    knowledge::Content joined = knowledge::join_items(items, faults);
    files_ = knowledge::write_content(joined);
    out_.checksum = knowledge::checksum_of(files_);
    // Read again from the files, so that faults name the lines that a person would see there.
    std::vector<knowledge::Fault> read_faults;
    knowledge::Content content = knowledge::read_content(files_, read_faults);
    take(read_faults);
    return content;
  }

  void check(const knowledge::Content& content) {
    std::vector<knowledge::Fault> faults =
        knowledge::check_content(content, files_, options_.today);
    excuse_known(faults, live_.content(), options_.today);
    take(faults);
  }

  void build(knowledge::Content content) {
    Edition edition{static_cast<int>(plan_.number), out_.checksum,
                    options_.reviewed && options_.reviewed(out_.checksum)};
    std::vector<knowledge::Fault> faults;
    // What the safety screen has learned is kept where its texts are the same.
    out_.snapshot =
        Snapshot::build(std::move(content), std::move(edition), faults, live_.likeness().save());
    take(faults);
    if (out_.snapshot == nullptr && out_.blocks.empty()) {
      block({"content", "this content cannot be served", std::nullopt});
    }
  }

  // Every text that was urgent stays urgent, every plea for a diagnosis is still refused.
  void keep_safety_cases() {
    for (const knowledge::LanguageContent& language : live_.content().languages) {
      for (const knowledge::SafetyRuleFile& file : language.safety) {
        for (const knowledge::SafetyRule& rule : file.rules) {
          if (rule.category == knowledge::SafetyCategory::Health) continue;
          for (const std::string& text : rule.examples) keep_case(language, rule, text);
        }
      }
    }
  }
  void keep_case(const knowledge::LanguageContent& language, const knowledge::SafetyRule& rule,
                 const std::string& text) {
    AskRequest request;
    request.question = text;
    request.locale = language.language;
    const Result<Question> question = parse_question(std::move(request));
    if (!question || answer_if_urgent(*out_.snapshot, *question)) return;
    // Not urgent now: was it?
    const bool was_urgent = answer_if_urgent(live_, *question).has_value();
    const bool refused = !was_urgent && rule.category == knowledge::SafetyCategory::Diagnosis &&
                         answer_question(live_, *question).kind == AnswerKind::NoDiagnosis &&
                         answer_question(*out_.snapshot, *question).kind != AnswerKind::NoDiagnosis;
    if (!was_urgent && !refused) return;
    block({"safety_example",
           (was_urgent ? "is no longer urgent: \"" : "is no longer refused a diagnosis: \"") +
               text + "\" (" + rule.id + ")",
           std::nullopt});
  }

  void replay_golden() {
    std::map<std::string, ReplayQuestion> before;
    for (ReplayQuestion& golden : golden_of(live_)) {
      before.emplace(golden.language + "/" + golden.id, std::move(golden));
    }
    for (const ReplayQuestion& golden : golden_of(*out_.snapshot)) {
      const auto known = before.find(golden.language + "/" + golden.id);
      const AnswerChange change = replay(golden, known == before.end() ? nullptr : &known->second);
      if (change.right_before && !change.right_after) {
        block({"golden",
               golden.id + " was answered right and is not any more: \"" + golden.text + "\"",
               std::nullopt});
      }
    }
  }

  AnswerChange replay(const ReplayQuestion& question, const ReplayQuestion* before = nullptr) {
    AnswerChange change;
    change.question = question;
    const std::optional<Answer> now = ask(live_, question);
    const std::optional<Answer> then = ask(*out_.snapshot, question);
    if (!now || !then) return change;
    ++out_.replayed;
    if (!question.kind.empty()) {
      change.right_before = before != nullptr && is_right(*before, *now);
      change.right_after = is_right(question, *then);
    }
    const bool new_text =
        std::any_of(then->passages.begin(), then->passages.end(),
                    [&](const auto& id) { return changed_.contains(id.value); }) ||
        std::any_of(then->message.begin(), then->message.end(),
                    [&](const auto& id) { return changed_.contains(id.value); });
    if (!new_text && shown(*now) == shown(*then)) return change;
    change.before = brief_of(*now);
    change.after = brief_of(*then);
    if (out_.answers.size() < kMostAnswers) out_.answers.push_back(change);
    return change;
  }

  const Snapshot& live_;
  const Plan& plan_;
  const ExamineOptions& options_;
  std::set<std::string> changed_ = changed_texts(plan_);
  std::vector<knowledge::ContentFile> files_;
  Examination out_;
};

}  // namespace

AnswerBrief brief_of(const Answer& answer) {
  AnswerBrief out;
  out.kind = name_of(answer.kind);
  for (const AnsweredTopic& topic : answer.topics) {
    if (out.topics.size() < 3) out.topics.push_back(topic.id.value);
  }
  out.passages = values_of(answer.passages);
  out.message = values_of(answer.message);
  if (answer.explanation) {
    for (const Explanation::FiredRule& rule : answer.explanation->rules) {
      out.rules.push_back(rule.id);
    }
  }
  return out;
}

Examination examine(const Snapshot& live, const Plan& plan, const ExamineOptions& options) {
  return Examiner(live, plan, options).run();
}

}  // namespace nestline::service
