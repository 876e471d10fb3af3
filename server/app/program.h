// The program `qudao`: runs what the command line asks for and answers the exit status.
#pragma once

namespace qudao::app {

int run_program(int argc, const char* const* argv);

} // namespace qudao::app
