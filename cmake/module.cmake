# module(NAME SOURCES … [DEPENDS …] [LIBRARIES …]): one folder of host/, one static library, one namespace.
# DEPENDS is the complete list of folders it may include from; tests/layers_test.mjs holds the includes to it.
function(module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LIBRARIES")
  add_library(watchword_${name} STATIC ${arg_SOURCES})
  target_include_directories(watchword_${name} PUBLIC ${PROJECT_SOURCE_DIR}/host ${PROJECT_BINARY_DIR}/generated)
  list(TRANSFORM arg_DEPENDS PREPEND watchword_)
  target_link_libraries(watchword_${name} PUBLIC ${arg_DEPENDS} PRIVATE watchword_warnings ${arg_LIBRARIES})
  # GCC 12 forgets in optimised code which of them are the system's, and warns about those.
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    precompile(watchword_${name} watchword_precompiled)
  endif()
endfunction()
