// The whole service for one test: the real routes over the sample snapshot, a real database in a
// folder of its own, a real server on a free port. Every exchange is checked for what holds of all
// of them, and recorded as a JSON line for tests/contract where NESTLINE_RECORDING names a folder.
// One object belongs to one thread.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "api/app.h"
#include "api/http/http_server.h"
#include "api/http/router.h"
#include "api/staff/office.h"
#include "service/insight/recorder.h"
#include "service/sites/site_directory.h"
#include "tests/http/raw_client.h"
#include "tests/support/database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_folder.h"

namespace nestline::test {

using Json = nlohmann::json;

struct Reply {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string head;  // status line and headers, all of them

  [[nodiscard]] std::string header(const std::string& name) const;
  [[nodiscard]] Json json() const;  // discarded where the body is not JSON
  // Of a problem: the stable name in `type`, and the pointer of the first of `errors`, empty where
  // there is none.
  [[nodiscard]] std::string problem() const;
  [[nodiscard]] std::string pointer() const;
};

struct ApiSetup {
  bool reviewed = false;   // the content has its clinical review
  std::string sso_header;  // believed from 127.0.0.1
  api::HttpOptions http;
  // Last change to the table of routes: to let a handler fail or wait.
  std::function<void(std::vector<api::Route>&)> change_routes;
  // Besides the list that access() gives.
  std::function<void(const api::AccessRecord&)> observe;
};

class ApiServer {
 public:
  explicit ApiServer(ApiSetup setup = {});
  ~ApiServer();
  ApiServer(const ApiServer&) = delete;
  ApiServer& operator=(const ApiServer&) = delete;

  Reply get(const std::string& path) { return call("GET", path, "", ""); }
  Reply post(const std::string& path, const std::string& body,
             const std::string& content_type = "application/json") {
    return call("POST", path, body, content_type);
  }
  Reply call(const std::string& method, const std::string& path, const std::string& body,
             const std::string& content_type, const std::string& more_headers = "");

  // The answer to a question, which must be one.
  Json answer_to(const std::string& question, Json more = Json::object());

  // Waits until everything recorded is in the database, or the attempt has failed.
  void flush() { static_cast<void>(recorder_.flush()); }

  // Of every request so far that a worker or the core has answered.
  std::vector<api::AccessRecord> access();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const TempFolder& folder() const { return folder_; }
  service::Database& database() { return *real_; }
  FaultyDatabase& faults() { return faulty_; }
  api::App& app() { return *app_; }
  api::StaffOffice& office() { return *office_; }
  FakeClock& clock() { return clock_; }

  // A command of the operator, as the server's socket would carry it out; its standard output.
  // It must go well.
  std::string command(const std::string& name,
                      const std::map<std::string, std::vector<std::string>>& options,
                      const std::string& input = "");

 private:
  void check_and_record(const std::string& method, const std::string& path, const std::string& body,
                        const std::string& content_type, const Reply& reply) const;
  [[nodiscard]] std::string route_of(const std::string& method, const std::string& path) const;

  TempFolder folder_;
  std::unique_ptr<service::Database> real_;
  FaultyDatabase faulty_;
  FakeClock clock_;
  service::Recorder recorder_;
  service::SiteDirectory sites_;
  std::unique_ptr<api::App> app_;
  std::unique_ptr<api::StaffOffice> office_;
  std::unique_ptr<api::Router> router_;
  std::mutex mutex_;
  std::vector<api::AccessRecord> access_;
  std::unique_ptr<api::HttpServer> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

// {"question": text}
std::string asking(const std::string& text);

// A request as bytes, for tests that use RawClient.
std::string request_bytes(const std::string& method, const std::string& path,
                          const std::string& body, const std::string& content_type,
                          const std::string& more_headers = "");

}  // namespace nestline::test
