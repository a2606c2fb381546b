# cpp-httplib, header only, as INTERFACE target nestline_httplib. 0.41 is the oldest version without published faults
# that a server meets, so older ones are refused here. Newer ones are not capped: tests/http accepts or refuses them
# by behaviour. PRIVATE to api/http: the header costs 14 s and 500 MB a file to compile.

set(NESTLINE_HTTPLIB_MINIMUM 0.41)

if(NESTLINE_HTTPLIB_INCLUDE AND NOT EXISTS ${NESTLINE_HTTPLIB_INCLUDE}/httplib.h)
  unset(NESTLINE_HTTPLIB_INCLUDE CACHE)  # it was there once
endif()
find_path(NESTLINE_HTTPLIB_INCLUDE httplib.h HINTS ${PROJECT_SOURCE_DIR}/build/deps/include
  DOC "Folder of cpp-httplib's httplib.h")
if(NOT NESTLINE_HTTPLIB_INCLUDE)
  message(FATAL_ERROR
    "httplib.h is missing. Get it with: scripts/install-httplib (cpp-httplib ${NESTLINE_HTTPLIB_MINIMUM} or newer)")
endif()

file(STRINGS ${NESTLINE_HTTPLIB_INCLUDE}/httplib.h NESTLINE_HTTPLIB_LINE REGEX "^#define CPPHTTPLIB_VERSION \"" LIMIT_COUNT 1)
string(REGEX MATCH "[0-9]+(\\.[0-9]+)*" NESTLINE_HTTPLIB_VERSION "${NESTLINE_HTTPLIB_LINE}")
if(NOT NESTLINE_HTTPLIB_VERSION OR NESTLINE_HTTPLIB_VERSION VERSION_LESS NESTLINE_HTTPLIB_MINIMUM)
  set(NESTLINE_HTTPLIB_FOUND_IN ${NESTLINE_HTTPLIB_INCLUDE})
  unset(NESTLINE_HTTPLIB_INCLUDE CACHE)  # so that the next run looks again
  message(FATAL_ERROR
    "httplib.h in ${NESTLINE_HTTPLIB_FOUND_IN} is version '${NESTLINE_HTTPLIB_VERSION}', but "
    "${NESTLINE_HTTPLIB_MINIMUM} or newer is needed: older ones have published faults. "
    "Get a good one with: scripts/install-httplib")
endif()
message(STATUS "cpp-httplib ${NESTLINE_HTTPLIB_VERSION} in ${NESTLINE_HTTPLIB_INCLUDE}")

add_library(nestline_httplib INTERFACE)
target_include_directories(nestline_httplib SYSTEM INTERFACE ${NESTLINE_HTTPLIB_INCLUDE})
target_compile_definitions(nestline_httplib INTERFACE
  CPPHTTPLIB_REQUEST_URI_MAX_LENGTH=2048
  CPPHTTPLIB_HEADER_MAX_LENGTH=8192
  CPPHTTPLIB_HEADER_MAX_COUNT=64
  CPPHTTPLIB_LISTEN_BACKLOG=1024)
