// In place of the built files where NESTLINE_WEB is OFF.
#include "api/web_files.h"

namespace nestline::api {

extern const WebFile web_file_table[] = {{"", "", "", "", false, {"", ""}, {"", ""}, {"", ""}}};
extern const unsigned long web_file_count = 0;

}  // namespace nestline::api
