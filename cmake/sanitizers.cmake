# Sanitizers are a property of the whole build: mixing sanitized and plain code hides faults.
if(WATCHWORD_SANITIZE)
  add_compile_options(-fsanitize=${WATCHWORD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${WATCHWORD_SANITIZE})
endif()
if(WATCHWORD_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
