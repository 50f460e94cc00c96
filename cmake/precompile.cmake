# Headers of others that most sources include, read once for all of them. The presets that developers and fuzzers use go
# without, so that a source which forgot an include is found.
option(WATCHWORD_PRECOMPILE "read the headers of others once" OFF)
set(precompiled_headers <nlohmann/json.hpp> <algorithm> <chrono> <filesystem> <functional> <map> <optional> <string> <variant> <vector>)

# precompile(TARGET FROM): FROM is a target that was made by precompiled().
function(precompile target from)
  if(WATCHWORD_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()

# precompiled(NAME HEADER …)
function(precompiled name)
  if(WATCHWORD_PRECOMPILE)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc "")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
    target_link_libraries(${name} PRIVATE watchword_warnings)
    target_precompile_headers(${name} PRIVATE ${ARGN})
  endif()
endfunction()
