#include "knowledge/checksum.h"

#include <doctest/doctest.h>

using namespace nestline::knowledge;

TEST_CASE("the checksum is SHA-256 over lengths, paths and bytes") {
  CHECK(checksum_of({}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const std::vector<ContentFile> files{{"a.toml", "x = 1\n"}, {"b.toml", ""}};
  CHECK(checksum_of(files) == "91b3f472e780ad42bda54e46331c89ccebc044f187a3289331744d0f91604a44");
}

TEST_CASE("any change of a byte, a path, the order or the border between them shows") {
  const std::vector<ContentFile> files{{"a", "bc"}, {"d", "e"}};
  const std::string checksum = checksum_of(files);
  for (const std::vector<ContentFile>& other : std::vector<std::vector<ContentFile>>{
           {{"a", "bd"}, {"d", "e"}},
           {{"ab", "c"}, {"d", "e"}},
           {{"a", "bcd"}, {"", "e"}},
           {{"d", "e"}, {"a", "bc"}},
           {{"a", "bc"}},
       }) {
    CHECK(checksum_of(other) != checksum);
  }
  CHECK(checksum_of(files) == checksum);
}
