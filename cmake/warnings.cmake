# Every target of ours compiles without a warning.
add_library(watchword_warnings INTERFACE)
target_compile_options(watchword_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wformat=2 -Wundef -Wimplicit-fallthrough -Werror
  -Wno-missing-field-initializers  # designated initialisers leave out what has a default
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # wrong about std::string in GCC 12 (its bug 105329)
)
