# hex_literal(FILE OUT): the content of FILE as the inside of a C++ string literal, and its size in OUT_SIZE. Escaped byte
# by byte, and cut into lines below the compiler's limit.
function(hex_literal file out)
  file(READ ${file} content HEX)
  string(LENGTH "${content}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(................................................................)" "\\1\"\n\"" content "${content}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" content "${content}")
  set(${out} "${content}" PARENT_SCOPE)
  set(${out}_SIZE ${size} PARENT_SCOPE)
endfunction()
