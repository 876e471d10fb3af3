# Makes data of npm packages: installs what DATA/package.json pins into WORK, once for all builds, and runs DATA/SCRIPT. Two builds
# at the same time take turns.
file(MAKE_DIRECTORY ${WORK})
file(LOCK ${WORK} DIRECTORY GUARD PROCESS TIMEOUT 600)
if(NOT EXISTS ${WORK}/installed OR ${DATA}/package-lock.json IS_NEWER_THAN ${WORK}/installed)
  file(COPY ${DATA}/package.json ${DATA}/package-lock.json DESTINATION ${WORK})
  execute_process(COMMAND ${NPM} ci --silent --no-fund --no-audit --ignore-scripts WORKING_DIRECTORY ${WORK}
    COMMAND_ERROR_IS_FATAL ANY)
  file(TOUCH ${WORK}/installed)
endif()
execute_process(COMMAND ${NODE} ${DATA}/${SCRIPT} ${WORK} ${OUTPUT} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
