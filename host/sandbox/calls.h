// SPDX-License-Identifier: Apache-2.0
// System calls in groups, by what they are for. Lists leave out what this processor does not have.
#pragma once

#include <span>

namespace watchword::sandbox {

// What every process of ours needs: memory, time, its own descriptors, its end.
std::span<const long> EverydayCalls();

// Looking at files that can be opened: names, facts.
std::span<const long> LookingCalls();

// Making, replacing, removing files and waiting for the disk; taking locks.
std::span<const long> WritingCalls();

// Children: making them, waiting for them, ending them, taking rights from oneself.
std::span<const long> ProcessCalls();

// Sockets.
std::span<const long> NetworkCalls();

// What only an intruder tries: other programs, other processes' memory, the kernel's own machinery.
std::span<const long> ForbiddenCalls();

}  // namespace watchword::sandbox
