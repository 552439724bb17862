// What every file of the evaluator uses, compiled once.
#pragma once
#include "text/pch.hpp"
#include "lang/functions.hpp"
#include "lang/interpreter.hpp"
