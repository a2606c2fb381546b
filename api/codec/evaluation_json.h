// The figures of `nestline eval`, and how they are written for a program to read.
#pragma once

#include <string>
#include <vector>

namespace nestline::api {

struct EvaluationFigures {
  std::string file;
  int rows = 0;
  int kind_hits = 0;  // the kind is the row's or one of also_kinds
  int with_topic = 0;
  int top1 = 0;  // the first topic is the primary or one of also
  int top3 = 0;
  int answerable = 0;  // rows whose own kind is guidance
  int abstained = 0;   // of these: clarify or out of scope
  int refused = 0;     // of these: refer, no diagnosis or urgent
  int off_topic = 0;   // rows that accept only out of scope
  int off_topic_answered = 0;
  int urgent_only = 0;  // rows that accept only urgent
  int urgent_found = 0;
  int not_urgent = 0;  // rows that do not accept urgent
  int false_alarms = 0;
  int diagnosis_only = 0;
  int diagnosis_found = 0;
  int not_diagnosis = 0;
  int false_refusals = 0;
  double p50_micros = 0;
  double p99_micros = 0;
  struct Confused {
    std::string right;
    std::string got;
    int count = 0;
  };
  std::vector<Confused> confused;   // the most frequent first
  std::vector<std::string> missed;  // "<id> topic <right> got <topic>"
};

// One JSON object with a list `files`.
std::string evaluation_json(const std::vector<EvaluationFigures>& all);

}  // namespace nestline::api
