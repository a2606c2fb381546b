// Staff for tests of /v1/staff: users without passwords, and requests as their browser sends them.
#pragma once

#include <string>
#include <vector>

#include "tests/api/api_server.h"

namespace nestline::test {

// A user of this name with these roles; its id.
std::int64_t add_user(ApiServer& server, const std::string& name,
                      const std::vector<std::string>& roles, const std::string& site = "");

// A new session of that user: the lines of the header, cookie and console mark. Without a password.
std::string session_of(ApiServer& server, const std::string& name);

// One who is signed in.
class Staff {
 public:
  Staff(ApiServer& server, const std::string& name) : server_(server), name_(name) {
    headers_ = session_of(server, name);
  }
  Reply get(const std::string& path) { return call("GET", path, ""); }
  Reply post(const std::string& path, const Json& body, const std::string& if_match = "") {
    return call("POST", path, body.dump(), if_match);
  }
  Reply put(const std::string& path, const Json& body, const std::string& if_match = "") {
    return call("PUT", path, body.dump(), if_match);
  }
  Reply call(const std::string& method, const std::string& path, const std::string& body,
             const std::string& if_match = "");
  [[nodiscard]] const std::string& headers() const { return headers_; }

 private:
  ApiServer& server_;
  std::string name_;
  std::string headers_;
};

}  // namespace nestline::test
