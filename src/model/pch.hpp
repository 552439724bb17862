// What every file on resources uses, compiled once.
#pragma once
#include "text/pch.hpp"
#include "model/decode.hpp"
#include "model/field_type.hpp"
#include "schema/kind.hpp"
