// A content folder to values and back. Pure functions over files in memory; safe from any thread.
// read_folder is the only one that touches a disk.
//
// Reading reports every fault it finds and still returns what it could read; content with an error
// among its faults must not be served. Writing what was read from canonical files gives the same
// bytes.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"
#include "knowledge/result.h"

namespace nestline::knowledge {

Content read_content(std::span<const ContentFile> files, std::vector<Fault>& faults);

// In path order.
std::vector<ContentFile> write_content(const Content& content);

// Every regular file under `folder`, in path order. Fails when the folder cannot be read.
Result<std::vector<ContentFile>> read_folder(const std::filesystem::path& folder);

}  // namespace nestline::knowledge
