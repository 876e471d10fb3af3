# embed_files(NAME file…): a source that defines qudao::embedded::NAME(), the files' names and contents (embedded.h).
# Raw literals are cut into pieces below the compiler's limit.
set(embedded_sources)

function(embed_files name)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUTPUT=${output} "-DFILES=${ARGN}"
            -P ${CMAKE_CURRENT_SOURCE_DIR}/embed_script.cmake
    DEPENDS ${ARGN} ${CMAKE_CURRENT_SOURCE_DIR}/embed_script.cmake
    VERBATIM)
  set_source_files_properties(${output} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  set(embedded_sources ${embedded_sources} ${output} PARENT_SCOPE)
endfunction()
