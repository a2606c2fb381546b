#include "tests/api/staff.h"

#include <stdexcept>

namespace nestline::test {

std::int64_t add_user(ApiServer& server, const std::string& name,
                      const std::vector<std::string>& roles, const std::string& site) {
  const auto made =
      server.office().users().create(service::operator_actor(), {name, name, roles, site, ""});
  if (!made) throw std::runtime_error(made.error().message);
  return made->id;
}

std::string session_of(ApiServer& server, const std::string& name) {
  const auto session = server.office().users().sign_in_by_proxy(name);
  if (!session) throw std::runtime_error(session.error().message);
  return "Cookie: __Host-nestline=" + session->token + "\r\nX-Nestline-Console: 1\r\n";
}

Reply Staff::call(const std::string& method, const std::string& path, const std::string& body,
                  const std::string& if_match) {
  std::string headers = headers_;
  if (!if_match.empty()) headers += "If-Match: " + if_match + "\r\n";
  return server_.call(method, "/v1/staff" + path, body, body.empty() ? "" : "application/json",
                      headers);
}

}  // namespace nestline::test
