// HTML that cannot be broken by what is put into it: the one place where text becomes markup.
//
// Tags and the names of attributes are constants of the program, checked when it is compiled: no
// event handlers, no style. Every other text is escaped for the place where it goes; an address
// that is no web, phone or message address and no path of ours becomes "#". Values and pure
// functions; safe from any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::api {

// The name of a tag or an attribute.
class HtmlName {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is what one writes
  consteval HtmlName(const char* name) : name_(name) {
    if (name_.starts_with("on") || name_ == "style" || name_ == "srcdoc" || name_ == "script") {
      throw "not in a page of ours";  // a compile error
    }
  }
  [[nodiscard]] constexpr std::string_view view() const { return name_; }

 private:
  std::string_view name_;
};

// A piece that may stand between tags.
class Html {
 public:
  Html() = default;
  explicit Html(std::string_view text);  // escaped

  Html& operator+=(const Html& more) {
    bytes_ += more.bytes_;
    return *this;
  }
  friend Html operator+(Html a, const Html& b) { return a += b; }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }

 private:
  friend struct HtmlWriter;
  std::string bytes_;
};

struct HtmlAttribute {
  HtmlName name;
  std::string value;
};
using HtmlAttributes = std::vector<HtmlAttribute>;

Html element(HtmlName tag, const HtmlAttributes& attributes, const Html& inside);
Html element(HtmlName tag, const HtmlAttributes& attributes, std::string_view text);
Html element(HtmlName tag, std::string_view text);
Html element(HtmlName tag, const Html& inside);
Html void_element(HtmlName tag, const HtmlAttributes& attributes = {});  // <input>, <br>

// A module script from this server; `integrity` may be empty.
Html module_script(std::string_view path, std::string_view integrity);

// "<!doctype html>" and the whole page.
std::string document(std::string_view language, const Html& head, const Html& body);

// For text inside HTML that is written elsewhere.
std::string escape_html(std::string_view text);

// The address itself, or "#".
std::string safe_address(std::string_view address);

}  // namespace nestline::api
