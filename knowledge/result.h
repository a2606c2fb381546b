// The one error type. A function that can fail for a reason the caller should hear of returns
// Result<T> (or Status when there is no value); "not found" is std::optional. Codes say what went
// wrong inside and know nothing of HTTP: api/http maps them to status codes in one table. Values;
// safe to use from any thread.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace nestline {

enum class ErrorCode {
  InvalidInput,  // the caller's data is wrong; `field` names where
  TooLarge,      // a documented limit was passed
  NotAllowed,    // the caller may not do this
  NotFound,      // a thing named by the caller does not exist
  Conflict,      // the state forbids it
  Stale,         // it has changed since the caller read it
  Unavailable,   // a part we need (disk, database) does not work now
  Internal,      // a fault of ours
};

struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;  // for developers and operators, lower case, no data of a parent
  std::string field;    // JSON pointer or content field, empty where none applies
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  const T* operator->() const { return &std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }

  // Only when !ok().
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<std::monostate>;
inline Status ok_status() { return Status(std::monostate{}); }

}  // namespace nestline
