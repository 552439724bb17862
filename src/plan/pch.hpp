// What every file on plans uses, compiled once.
#pragma once
#include "model/pch.hpp"
#include "plan/actions.hpp"
#include "plan/plan.hpp"
