#include "api/pages/pages.h"
#include "api/web_files.h"
#include "knowledge/embedded.h"

namespace nestline::knowledge {
extern const EmbeddedFile demo_page_files[];
}  // namespace nestline::knowledge

namespace nestline::api {
namespace {

void replace(std::string& text, std::string_view place, const std::string& by) {
  for (std::size_t at = text.find(place); at != std::string::npos;
       at = text.find(place, at + by.size())) {
    text.replace(at, place.size(), by);
  }
}

bool is_local(const std::string& host) {
  return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

std::string snippet(const std::string& server, const WebFile& widget) {
  return "<script type=\"module\" src=\"" + server + widget.path +
         "\"></script>\n<nestline-chat>\n  <a href=\"" + server +
         "/ask\">Ask a question about your child</a>\n</nestline-chat>";
}

std::string pinned(const std::string& server, const WebFile& loader) {
  return "<script type=\"module\" crossorigin\n  src=\"" + server + loader.path +
         "\"\n  integrity=\"" + loader.integrity + "\"></script>";
}

}  // namespace

HttpResponse demo_page(const std::string& host) {
  const knowledge::EmbeddedFile& file = knowledge::demo_page_files[0];
  std::string html(file.begin, file.end);
  const WebFile* widget = web_file_named("widget");
  const WebFile* loader = web_file_named("loader");
  const std::string server = (is_local(host) ? "http://" : "https://") + host;
  replace(html, "{{style}}", page_style_path());
  if (widget == nullptr || loader == nullptr) {
    const Html missing = element(
        "p", {{"class", "notice"}},
        Html("This Nestline was built without its widget (NESTLINE_WEB=OFF). The page without "
             "script works: ") +
            element("a", {{"href", "/ask"}}, "ask a question"));
    replace(html, "{{script}}", "");
    replace(html, "{{missing}}", missing.bytes());
    replace(html, "{{snippet}}", "");
    replace(html, "{{pinned}}", "");
  } else {
    replace(html, "{{script}}", module_script(loader->path, loader->integrity).bytes());
    replace(html, "{{missing}}", "");
    replace(html, "{{snippet}}", escape_html(snippet(server, *widget)));
    replace(html, "{{pinned}}", escape_html(pinned(server, *loader)));
  }
  return html_response(200, html, {.script = loader != nullptr, .frame_ancestors = "'none'"});
}

}  // namespace nestline::api
