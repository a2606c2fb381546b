#include "api/codec/evaluation_json.h"

#include <fmt/format.h>

#include "api/codec/json_object.h"

namespace nestline::api {
namespace {

std::string figures_json(const EvaluationFigures& f) {
  JsonObject object;
  object.string("file", f.file);
  const auto integer = [&](const char* name, int value) {
    object.raw(name, std::to_string(value));
  };
  integer("rows", f.rows);
  integer("kind_hits", f.kind_hits);
  integer("with_topic", f.with_topic);
  integer("top1", f.top1);
  integer("top3", f.top3);
  integer("answerable", f.answerable);
  integer("abstained", f.abstained);
  integer("refused", f.refused);
  integer("off_topic", f.off_topic);
  integer("off_topic_answered", f.off_topic_answered);
  integer("urgent_only", f.urgent_only);
  integer("urgent_found", f.urgent_found);
  integer("not_urgent", f.not_urgent);
  integer("false_alarms", f.false_alarms);
  integer("diagnosis_only", f.diagnosis_only);
  integer("diagnosis_found", f.diagnosis_found);
  integer("not_diagnosis", f.not_diagnosis);
  integer("false_refusals", f.false_refusals);
  object.raw("p50_micros", fmt::format("{:.1f}", f.p50_micros));
  object.raw("p99_micros", fmt::format("{:.1f}", f.p99_micros));
  JsonArray confused;
  for (const EvaluationFigures::Confused& pair : f.confused) {
    JsonObject one;
    one.string("right", pair.right);
    one.string("got", pair.got);
    one.raw("count", std::to_string(pair.count));
    confused.raw(one.text());
  }
  object.raw("confused", confused.text());
  object.strings("missed", f.missed);
  return object.text();
}

}  // namespace

std::string evaluation_json(const std::vector<EvaluationFigures>& all) {
  JsonArray files;
  for (const EvaluationFigures& figures : all) files.raw(figures_json(figures));
  JsonObject object;
  object.raw("files", files.text());
  return object.text();
}

}  // namespace nestline::api
