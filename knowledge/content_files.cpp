#include "knowledge/content_files.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "knowledge/item_files.h"
#include "knowledge/passage_file.h"
#include "knowledge/safety_rule_reader.h"
#include "knowledge/safety_rule_writer.h"
#include "knowledge/utf8.h"

namespace nestline::knowledge {
namespace {

// "en/topics/clinginess.toml" -> "en", "topics/clinginess"
struct Place {
  std::string language;
  std::string name;       // without language folder and extension
  std::string extension;  // "toml", "md"
};

Place place_of(const std::string& path) {
  const std::size_t slash = path.find('/');
  const std::size_t dot = path.rfind('.');
  if (slash == std::string::npos || dot == std::string::npos || dot < slash) return {};
  return {path.substr(0, slash), path.substr(slash + 1, dot - slash - 1), path.substr(dot + 1)};
}

LanguageContent& language_of(Content& content, const std::string& language) {
  for (LanguageContent& known : content.languages) {
    if (known.language == language) return known;
  }
  content.languages.push_back({});
  content.languages.back().language = language;
  return content.languages.back();
}

template <typename T>
void append(std::vector<T>& to, std::vector<T> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

template <typename T>
void append(std::vector<T>& to, std::optional<T> one) {
  if (one) to.push_back(std::move(*one));
}

// Reads one TOML file into its language; false when there is no place for such a file.
bool read_item_file(const Place& place, const ContentFile& file, LanguageContent& to,
                    std::vector<Fault>& faults) {
  const auto in = [&](std::string name) { return FileText{file.text, file.path, std::move(name)}; };
  const auto inside = [&](std::string_view folder) {
    return place.name.starts_with(folder) &&
           place.name.find('/', folder.size()) == std::string::npos;
  };
  if (inside("topics/")) {
    append(to.topics, read_topic(in(place.name.substr(7)), faults));
  } else if (inside("referrals/")) {
    append(to.referrals, read_referrals(in(place.name), faults));
  } else if (place.name == "phrases" || place.name == "safety/replies") {
    append(to.phrases, read_phrases(in(place.name), faults));
  } else if (inside("safety-texts/")) {
    append(to.safety_texts, read_safety_texts(in(place.name), faults));
  } else if (inside("safety/")) {
    to.safety.push_back(read_safety_rules(file.text, file.path, faults));
  } else if (place.name == "lexicon") {
    append(to.lexicon, read_lexicon(in(place.name), faults));
  } else if (place.name == "matching") {
    if (const auto settings = read_matching(in(place.name), faults)) to.matching = *settings;
  } else if (place.name == "questions/golden") {
    append(to.golden, read_golden(in(place.name), faults));
  } else if (inside("questions/")) {
    append(to.backgrounds, read_background(in(place.name), faults));
  } else {
    return false;
  }
  return true;
}

void read_file(const ContentFile& file, Content& content, std::vector<Fault>& faults) {
  if (!is_valid_utf8(file.text)) {
    faults.push_back({file.path, 0, "", "is not valid UTF-8", false});
    return;
  }
  if (file.path == "sources.toml") {
    append(content.sources, read_sources({file.text, file.path, "sources"}, faults));
    return;
  }
  const Place place = place_of(file.path);
  if (!place.language.empty()) {
    if (place.extension == "md" && place.name.starts_with("passages/")) {
      append(language_of(content, place.language).passages,
             read_passage(file.text, file.path, faults));
      return;
    }
    if (place.extension == "toml" &&
        read_item_file(place, file, language_of(content, place.language), faults)) {
      return;
    }
  }
  faults.push_back({file.path, 0, "", "does not belong in a content folder", false});
}

// Items that share a file, by file name and in the order of that file.
template <typename T>
std::map<std::string, std::vector<T>> by_file(const std::vector<T>& items) {
  std::map<std::string, std::vector<T>> out;
  for (const T& item : items) out[item.file].push_back(item);
  return out;
}

}  // namespace

Content read_content(std::span<const ContentFile> files, std::vector<Fault>& faults) {
  Content content;
  for (const ContentFile& file : files) read_file(file, content, faults);
  return content;
}

std::vector<ContentFile> write_content(const Content& content) {
  std::vector<ContentFile> out;
  if (!content.sources.empty()) out.push_back({"sources.toml", write_sources(content.sources)});
  for (const LanguageContent& from : content.languages) {
    const std::string folder = from.language + "/";
    for (const Topic& topic : from.topics) {
      out.push_back({folder + "topics/" + topic.id.value + ".toml", write_topic(topic)});
    }
    for (const Passage& passage : from.passages) {
      out.push_back({folder + "passages/" + passage.id.value + ".md", write_passage(passage)});
    }
    for (const auto& [file, referrals] : by_file(from.referrals)) {
      out.push_back({folder + file + ".toml", write_referrals(referrals)});
    }
    for (const auto& [file, phrases] : by_file(from.phrases)) {
      out.push_back({folder + file + ".toml", write_phrases(phrases)});
    }
    for (const SafetyRuleFile& rules : from.safety) {
      out.push_back({rules.file, write_safety_rules(rules)});
    }
    for (const SafetyTexts& texts : from.safety_texts) {
      out.push_back({folder + texts.file + ".toml", write_safety_texts(texts)});
    }
    for (const Background& background : from.backgrounds) {
      out.push_back({folder + background.file + ".toml", write_background(background)});
    }
    if (!from.lexicon.empty())
      out.push_back({folder + "lexicon.toml", write_lexicon(from.lexicon)});
    if (!from.golden.empty()) {
      out.push_back({folder + "questions/golden.toml", write_golden(from.golden)});
    }
    if (from.matching) out.push_back({folder + "matching.toml", write_matching(*from.matching)});
  }
  std::sort(out.begin(), out.end(),
            [](const ContentFile& a, const ContentFile& b) { return a.path < b.path; });
  return out;
}

Result<std::vector<ContentFile>> read_folder(const std::filesystem::path& folder) {
  std::vector<ContentFile> files;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != std::filesystem::recursive_directory_iterator();
       entries.increment(error)) {
    if (!entries->is_regular_file(error)) continue;
    const std::ifstream in(entries->path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) return Error{ErrorCode::Unavailable, "cannot read " + entries->path().string(), ""};
    files.push_back({entries->path().lexically_relative(folder).generic_string(), text.str()});
  }
  if (error) {
    return Error{ErrorCode::Unavailable,
                 "cannot read the folder " + folder.string() + ": " + error.message(), ""};
  }
  std::sort(files.begin(), files.end(),
            [](const ContentFile& a, const ContentFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace nestline::knowledge
