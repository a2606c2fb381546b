// The checksum that names an edition's content: equal content has an equal checksum, and a damaged
// file shows. SHA-256 over path and bytes of every file in the order given, each with its length
// before it, so that no two folders give the same input. Pure; safe from any thread.
#pragma once

#include <span>
#include <string>

#include "knowledge/content.h"

namespace nestline::knowledge {

// 64 lower-case hexadecimal digits.
std::string checksum_of(std::span<const ContentFile> files);

}  // namespace nestline::knowledge
