// What every file on a database's kinds uses, compiled once.
#pragma once
#include "plan/pch.hpp"
#include "postgres/support.hpp"
