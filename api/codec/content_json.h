// Topics, passages and referrals as JSON, as api/openapi.json has them. Pure functions; safe from
// any thread.
#pragma once

#include <string>

#include "knowledge/content.h"
#include "service/answering/snapshot.h"
#include "service/sites/tailoring.h"

namespace nestline::api {

std::string passage_json(const knowledge::Passage& passage, const service::Snapshot& snapshot);
std::string referral_json(const knowledge::Referral& referral);
std::string own_referral_json(const service::OwnReferral& own);
std::string topic_json(const knowledge::Topic& topic);

}  // namespace nestline::api
