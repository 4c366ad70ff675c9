# zvoni_add_module(NAME SOURCE...): a module NAME.so as the loader wants it: no prefix, hidden symbols, nothing left
# unresolved at link time.
function(zvoni_add_module name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE zvoni::zvoni)
  target_link_options(${name} PRIVATE LINKER:-z,defs LINKER:-z,now)
  set_target_properties(${name} PROPERTIES
    PREFIX ""
    SUFFIX ".so"
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON)
  if(TARGET zvoni_options)  # inside zvoni's own tree
    target_link_libraries(${name} PRIVATE zvoni_options)
    set_target_properties(${name} PROPERTIES
      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${ZVONI_MODULE_DIR}
      INSTALL_RPATH "$ORIGIN/../..")
    if(ZVONI_SANITIZE)  # a sanitizer resolves its own symbols only in the program
      set_target_properties(${name} PROPERTIES LINK_OPTIONS "LINKER:-z,now")
    endif()
    install(TARGETS ${name} LIBRARY DESTINATION ${ZVONI_MODULE_DIR})
  endif()
endfunction()
