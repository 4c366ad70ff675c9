# zvoni_add_test(NAME SOURCES file... [LIBRARIES library...] [MODULES module...]): a GoogleTest program, each of its
# tests known to CTest, with the label load for those in tests/load and unit for all others. MODULES are built before it;
# their folder is in the macro ZVONI_TEST_MODULE_DIR.
find_package(GTest REQUIRED)
include(GoogleTest)

function(zvoni_add_test name)
  if(NOT ZVONI_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;MODULES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} zvoni::zvoni zvoni_options GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    ZVONI_TEST_MODULE_DIR="${PROJECT_BINARY_DIR}/${ZVONI_MODULE_DIR}"
    ZVONI_TEST_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  if(arg_MODULES)
    add_dependencies(${name} ${arg_MODULES})
  endif()
  set(label unit)
  if(CMAKE_CURRENT_SOURCE_DIR STREQUAL "${PROJECT_SOURCE_DIR}/tests/load")
    set(label load)
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120 LABELS ${label})
endfunction()
