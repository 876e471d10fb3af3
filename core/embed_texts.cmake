# embed_texts(ROOM): a source that defines qudao::ROOM::texts_json(), the room's texts.json, declared in its texts.h. Only rooms that browsers do not load bring their own texts; those of the others
# are in the packs.
if(CMAKE_SCRIPT_MODE_FILE)
  include(${CMAKE_CURRENT_LIST_DIR}/hex_literal.cmake)
  hex_literal(${CMAKE_CURRENT_LIST_DIR}/${ROOM}/${NAME}.json literal)
  file(WRITE ${OUTPUT} "#include \"core/${ROOM}/${HEADER}.h\"\n\nnamespace qudao::${ROOM} {\n\n"
    "std::string_view ${NAME}_json() {\n  return {\n\"${literal}\",\n${literal_SIZE}};\n}\n\n} // namespace qudao::${ROOM}\n")
  return()
endif()

# embed_json(ROOM NAME HEADER SOURCES): the same with any name, declared in HEADER.h; the source is added to the list SOURCES.
function(embed_json room name header sources)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${room}_${name}.cpp)
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/embed_texts.cmake)
  set(document ${CMAKE_CURRENT_SOURCE_DIR}/${room}/${name}.json)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOM=${room} -DNAME=${name} -DHEADER=${header} -DOUTPUT=${output} -P ${script}
    DEPENDS ${document} ${script} ${CMAKE_CURRENT_SOURCE_DIR}/hex_literal.cmake VERBATIM)
  set(${sources} ${${sources}} ${output} PARENT_SCOPE)
endfunction()

macro(embed_texts room)
  embed_json(${room} texts texts core_sources)
endmacro()
