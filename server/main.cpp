#include "server/app/program.h"

int main(int argc, char** argv) {
  return qudao::app::run_program(argc, argv);
}
