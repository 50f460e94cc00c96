unit_tests(text addresses_test.cc normalize_test.cc spans_test.cc)
unit_tests(match parser_test.cc reference_test.cc scanner_test.cc)
unit_tests(assess assessor_test.cc explanation_test.cc memory_test.cc tally_test.cc)
