# embed_texts(ROOM): a source that defines qudao::ROOM::texts_json(), the room's texts.json, declared in its texts.h. Only
# rooms that browsers do not load bring their own texts; those of the others are in the packs.
if(CMAKE_SCRIPT_MODE_FILE)
  include(${CMAKE_CURRENT_LIST_DIR}/hex_literal.cmake)
  hex_literal(${CMAKE_CURRENT_LIST_DIR}/${ROOM}/texts.json literal)
  file(WRITE ${OUTPUT} "#include \"core/${ROOM}/texts.h\"\n\nnamespace qudao::${ROOM} {\n\n"
    "std::string_view texts_json() {\n  return {\n\"${literal}\",\n${literal_SIZE}};\n}\n\n} // namespace qudao::${ROOM}\n")
  return()
endif()

function(embed_texts room)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${room}_texts.cpp)
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/embed_texts.cmake)
  set(texts ${CMAKE_CURRENT_SOURCE_DIR}/${room}/texts.json)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOM=${room} -DOUTPUT=${output} -P ${script}
    DEPENDS ${texts} ${script} ${CMAKE_CURRENT_SOURCE_DIR}/hex_literal.cmake VERBATIM)
  set(core_sources ${core_sources} ${output} PARENT_SCOPE)
endfunction()
