// What every file on an environment uses, compiled once.
#pragma once
#include "postgres/pch.hpp"
#include "apply/session.hpp"
#include "workspace/project.hpp"
