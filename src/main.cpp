#include "cli/context.hpp"

int main(int argc, char** argv) { return schema::cli::main(argc, argv); }
