// The commands of the binary. Each returns the exit code: 0 done, 1 it failed or found faults, 2
// wrong usage.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/admin/admin_request.h"

namespace nestline::api {

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";  // HOST:PORT; port 0 takes any free one
  std::string data = "data";              // folder of the database; made when missing
  std::string content;    // content folder; empty: the content built into the binary
  int workers = 2;        // threads that answer
  int drain_seconds = 0;  // between the signal to stop and the end of listening, 0 to 300
  std::vector<std::string> trusted_proxies;
  std::string sso_header;  // in which such a proxy names the staff member; empty: none
};
int serve(const ServeOptions& options);

struct AskOptions {
  std::vector<std::string> question;  // words, joined by spaces; "-" reads standard input
  std::string content;
  std::string url;  // of a running server; empty: answer in this process
  std::string locale;
  std::string country;
  std::string topic;
  std::string audience = "parent";
  std::optional<int> age;
  bool explain = false;
  bool json = false;
};
int ask_command(const AskOptions& options);

struct CheckOptions {
  std::string content;
  bool fix = false;    // rewrite files that are not in canonical form
  bool quick = false;  // without the leave-one-out figures
  bool warnings = true;
};
int check(const CheckOptions& options);

struct EvalOptions {
  std::vector<std::string> files;
  std::string content;
  bool json = false;
  bool misses = false;  // print the ids that missed
};
int eval(const EvalOptions& options);
// Recall and false alarms of the safety screen and of the refusal to diagnose.
int eval_safety(const EvalOptions& options);

struct ReviewOptions {
  std::string data = "data";
  std::string content;
  std::string by;
  std::string role;
};
int review_record(const ReviewOptions& options);

// `nestline site`, `key` and `referrals`: carried out here, or by the server that holds the data
// folder.
struct AdminOptions {
  std::string data = "data";
  AdminRequest request;
  std::string input_file;      // read into request.input; "-" is standard input, empty: none
  bool asks_password = false;  // the input is one line of standard input, not shown
};
int admin_command(AdminOptions options);
// Here where nobody has the data folder, else by the server that has it.
AdminReply perform_anywhere(const std::string& data, const AdminRequest& request);

// `nestline export` and `import`: a content folder out of the live edition, and into revisions.
struct ExchangeOptions {
  std::string data = "data";
  std::string folder;
  int edition = 0;  // to export; 0: the live one
  bool dry_run = false;
  bool approve = false;
  std::string note;
};
int export_command(const ExchangeOptions& options);
int import_command(const ExchangeOptions& options);

struct HealthOptions {
  std::string listen = "127.0.0.1:8080";
};
int health(const HealthOptions& options);

}  // namespace nestline::api
