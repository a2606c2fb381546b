# nestline_web(<target> <source>): builds api/web with Vite and compiles what comes out into <target>. Needs Node 20.19 or
# newer and npm; scripts/run sees to both. With NESTLINE_WEB=OFF nothing of that is needed: <source> is compiled instead,
# and the pages say that the widget is missing.

option(NESTLINE_WEB "Build the widget and the console and compile them in (needs Node 20.19 or newer)" ON)

function(nestline_web target source)
  if(NOT NESTLINE_WEB)
    target_sources(${target} PRIVATE ${source})
    return()
  endif()
  find_program(NESTLINE_NODE node DOC "Node, 20.19 or newer")
  find_program(NESTLINE_NPM npm DOC "npm, to install what the web build needs")
  set(version "")
  if(NESTLINE_NODE)
    execute_process(COMMAND ${NESTLINE_NODE} --version OUTPUT_VARIABLE version ERROR_QUIET
      OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "v" "" version "${version}")
  endif()
  if(NOT version OR version VERSION_LESS 20.19 OR NOT NESTLINE_NPM)
    set(found "${NESTLINE_NODE} ${version}")
    unset(NESTLINE_NODE CACHE)  # so that the next run looks again
    unset(NESTLINE_NPM CACHE)
    message(FATAL_ERROR
      "The widget needs npm and Node 20.19 or newer (found: ${found}). scripts/run and scripts/test install them; "
      "-DNESTLINE_WEB=OFF builds without the widget.")
  endif()

  set(web ${CMAKE_CURRENT_SOURCE_DIR}/web)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/web)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS
    ${web}/widget/src/* ${web}/console/src/* ${web}/*.ts ${web}/console/vite.config.ts ${web}/shared/* ${web}/client/src/index.ts ${web}/docs/*.ts ${web}/tools/*.mjs)
  add_custom_command(
    OUTPUT ${web}/node_modules/.package-lock.json
    COMMAND ${NESTLINE_NPM} ci --silent --no-audit --no-fund
    COMMAND ${CMAKE_COMMAND} -E touch ${web}/node_modules/.package-lock.json
    DEPENDS ${web}/package-lock.json
    WORKING_DIRECTORY ${web}
    COMMENT "Installing what the web build needs"
    VERBATIM)
  add_custom_command(
    OUTPUT ${out}/web_files.S ${out}/web_files.cpp ${out}/sizes.json
    COMMAND ${NESTLINE_NODE} tools/build.mjs ${out}
    DEPENDS ${sources} ${web}/node_modules/.package-lock.json ${PROJECT_SOURCE_DIR}/api/openapi.json
    WORKING_DIRECTORY ${web}
    COMMENT "Building the widget and the console"
    VERBATIM)
  target_sources(${target} PRIVATE ${out}/web_files.S ${out}/web_files.cpp)
  # The assembler's source includes the files, which are made by the same step.
  set_source_files_properties(${out}/web_files.S PROPERTIES OBJECT_DEPENDS ${out}/web_files.cpp)
endfunction()
