// The pages themselves. Pure functions of what the handlers give them; safe from any thread.
#pragma once

#include <optional>
#include <string>

#include "api/pages/answer_html.h"
#include "api/pages/page.h"
#include "service/sites/site_directory.h"

namespace nestline::api {

// What /ask shows above its form.
struct AskPage {
  int status = 200;
  std::string question;  // put back into the box, so that nothing typed is lost
  std::string error;     // what is wrong with it; empty: nothing
  const service::Answer* answer = nullptr;
  std::string conversation_id;  // of the answer
};
HttpResponse ask_page(const service::Snapshot& snapshot, const service::SiteEntry& site,
                      const AskPage& page, const PageContext& context);

HttpResponse help_page(const service::Snapshot& snapshot, const PageContext& context);

// The widget alone, for an iframe.
HttpResponse embed_page(const PageContext& context, const std::string& frame_ancestors);

// A clinic's page with the widget on it, as an integrator would build it. `host`: where this server
// is reached.
HttpResponse demo_page(const std::string& host);

// The frame that the staff console fills. 404 in a build without it.
HttpResponse console_page();

}  // namespace nestline::api
