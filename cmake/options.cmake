# Warnings and sanitizers, as INTERFACE targets so that they apply to our code only.

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(NESTLINE_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined or thread")
option(NESTLINE_WERROR "Treat warnings as errors" OFF)

find_program(NESTLINE_CCACHE ccache)
if(NESTLINE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${NESTLINE_CCACHE})
endif()

add_library(nestline_options INTERFACE)
target_include_directories(nestline_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(nestline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(nestline_options INTERFACE
    -Wsuggest-override -Wduplicated-cond -Wlogical-op -Wuseless-cast)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(nestline_options INTERFACE -Wno-restrict) # false alarms on std::string (GCC bug 105329)
  endif()
endif()
if(NESTLINE_WERROR)
  target_compile_options(nestline_options INTERFACE -Werror)
endif()
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(nestline_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()

if(NESTLINE_SANITIZE)
  add_compile_options(-fsanitize=${NESTLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${NESTLINE_SANITIZE})
endif()
