// A small content of our own, so that tests of answering and of REST depend on no curated text:
// topics for parents on crying, night waking and tantrums, one for practitioners; passages with
// ages for both readers; kinds of help and helplines of two countries; every fixed sentence in
// English and a few in Spanish; one safety rule of most kinds. It builds in milliseconds and can
// also be written as a content folder (write_sample_content).
//
// What the words lead to:
//   "crying", "colic"        crying-and-soothing   two age ranges, so the age matters
//   "wakes", "night"         night-waking          two age ranges
//   "tantrum", "meltdown"    tantrums              one age range
//   "home visit"             practitioner-guidelines, which has nothing for a parent
//   "car", "pizza"           off topic
//   "vaccine", "fever"       a health question by the background; "rash" by a rule
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "knowledge/content.h"
#include "service/answering/question.h"
#include "service/answering/snapshot.h"

namespace nestline::test {

knowledge::Content sample_content();
std::vector<knowledge::SafetyRuleFile> sample_rules(const std::string& language);

// Of its files.
std::string sample_checksum();

// Built once, shared by all tests of a process. `reviewed` as in service::Edition. Throws with the
// faults when it cannot be built.
std::shared_ptr<const service::Snapshot> sample_snapshot(bool reviewed = false);

// A question that passes the checks; throws where it does not.
service::Question question(service::AskRequest request);
service::Question question(const std::string& text,
                           std::optional<int> child_age_months = std::nullopt,
                           const std::string& country = "");

}  // namespace nestline::test
