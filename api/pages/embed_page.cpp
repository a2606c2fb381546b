#include "api/pages/pages.h"
#include "api/web_files.h"

namespace nestline::api {

HttpResponse embed_page(const PageContext& context, const std::string& frame_ancestors) {
  HtmlAttributes chat{{"mode", "fill"}, {"theme", "auto"}, {"lang", context.language}};
  if (!context.site.empty()) chat.push_back({"site", context.site});
  if (!context.country.empty()) chat.push_back({"country", context.country});
  // What stands inside the element is shown where scripts do not run.
  const Html without =
      element("p", {{"class", "lead"}},
              element("a", {{"href", address("/ask", context)}}, context.say("launcher"))) +
      element("p",
              element("a", {{"href", address("/help-now", context)}}, context.say("help_link")));
  Html head = page_head(context.say("title"));
  const WebFile* loader = web_file_named("loader");
  if (loader != nullptr) head += module_script(loader->path, loader->integrity);
  const Html body = element("main", {{"class", "embed"}},
                            element("h1", {{"class", "unseen"}}, context.say("title")) +
                                element("nestline-chat", chat, without));
  return html_response(200, document(context.language, head, body),
                       {.script = loader != nullptr, .frame_ancestors = frame_ancestors});
}

}  // namespace nestline::api
