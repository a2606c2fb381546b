# The word vectors (scripts/install-vectors) as bytes in nestline_service, or an empty file where they are missing: the
# matcher then does without. Sets nothing; see service/language/word_vectors.h.

find_file(NESTLINE_VECTORS word-vectors.bin PATHS ${PROJECT_SOURCE_DIR}/build/deps NO_DEFAULT_PATH
  DOC "The file that scripts/install-vectors makes")
if(NESTLINE_VECTORS AND EXISTS ${NESTLINE_VECTORS})
  set(vectors ${NESTLINE_VECTORS})
  message(STATUS "word vectors in ${vectors}")
else()
  set(vectors ${CMAKE_CURRENT_BINARY_DIR}/word-vectors.bin)
  file(TOUCH ${vectors})
  message(STATUS "no word vectors: topics are matched less well (scripts/install-vectors gets them)")
endif()
cmake_path(GET vectors PARENT_PATH folder)
nestline_embed(nestline_service word_vectors ${folder} ${vectors})
