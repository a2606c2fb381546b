# nestline_embed(<target> <name> <base folder> <files...>): compiles files into <target> byte by byte with .incbin, and
# writes <name>.cpp with a table of their paths relative to the base folder. The table is declared as
#   struct EmbeddedFile { const char* path; const char* begin; const char* end; };
#   extern const EmbeddedFile <name>_files[]; extern const unsigned long <name>_count;
# in knowledge/embedded.h.

function(nestline_embed target name base)
  set(assembly "  .section .rodata\n")
  set(externs "")
  set(rows "")
  set(number 0)
  foreach(file IN LISTS ARGN)
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY ${base} OUTPUT_VARIABLE path)
    set(symbol "${name}_${number}")
    string(APPEND assembly
      "  .global ${symbol}_begin\n  .global ${symbol}_end\n"
      "${symbol}_begin:\n  .incbin \"${file}\"\n${symbol}_end:\n  .byte 0\n")
    string(APPEND externs "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "    {\"${path}\", ${symbol}_begin, ${symbol}_end},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly "  .section .note.GNU-stack,\"\",%progbits\n")
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  file(CONFIGURE OUTPUT ${folder}/${name}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${name}.cpp CONTENT
"#include \"knowledge/embedded.h\"\n
extern \"C\" {\n${externs}}\n
namespace nestline::knowledge {\n
extern const EmbeddedFile ${name}_files[] = {\n${rows}};\n
extern const unsigned long ${name}_count = ${number};\n
}  // namespace nestline::knowledge\n" @ONLY)
  set_source_files_properties(${folder}/${name}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${folder}/${name}.S ${folder}/${name}.cpp)
endfunction()
