namespace qudao::app {
int run_program(int, char**);
}
