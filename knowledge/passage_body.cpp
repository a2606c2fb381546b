#include "knowledge/passage_body.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "knowledge/toml_text.h"
#include "knowledge/utf8.h"

namespace nestline::knowledge {
namespace {

using Document = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;

// Adds `text` with every run of white space as one space, so that a text has one value however it
// was wrapped.
void append_squeezed(std::string& out, std::string_view text) {
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

// The plain text under a paragraph or heading; anything but text and line ends is a fault.
std::string plain_text(cmark_node* parent, FaultSink& sink) {
  std::string out;
  for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
       node = cmark_node_next(node)) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
      append_squeezed(out, cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
      append_squeezed(out, " ");
    } else {
      sink.error(
          cmark_node_get_start_line(parent), "body",
          std::string(cmark_node_get_type_string(node)) + " is not allowed, only plain text");
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

Block read_list(cmark_node* list, FaultSink& sink) {
  Block block{true, {}};
  if (cmark_node_get_list_type(list) != CMARK_BULLET_LIST) {
    sink.error(cmark_node_get_start_line(list), "body", "numbered lists are not allowed");
  }
  for (cmark_node* item = cmark_node_first_child(list); item != nullptr;
       item = cmark_node_next(item)) {
    cmark_node* paragraph = cmark_node_first_child(item);
    if (paragraph == nullptr || cmark_node_next(paragraph) != nullptr ||
        cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH) {
      sink.error(cmark_node_get_start_line(item), "body", "a list item must be one line of text");
      continue;
    }
    block.lines.push_back(plain_text(paragraph, sink));
  }
  return block;
}

// Words that would begin a list, heading, quotation or code if they stood first on a line.
bool starts_markup(std::string_view word) {
  if (word == "-" || word == "+" || word[0] == '#' || word[0] == '>' || word[0] == '=' ||
      word.starts_with("--") || word.starts_with("~~")) {
    return true;
  }
  const std::size_t digits = word.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && digits + 1 == word.size() &&
         (word[digits] == '.' || word[digits] == ')');
}

// The word with a backslash before each character that Markdown would take for markup.
std::string escape(std::string_view word, bool line_start) {
  constexpr std::string_view kMarkup = "\\*_`[<";
  const std::size_t opening =  // the "-" of a list, the "." after its number
      line_start && starts_markup(word)
          ? std::min(word.find_first_not_of("0123456789"), word.size() - 1)
          : std::string_view::npos;
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool entity = word[i] == '&' && i + 1 < word.size();
    if (kMarkup.find(word[i]) != std::string_view::npos || entity || i == opening) out += '\\';
    out += word[i];
  }
  return out;
}

void write_wrapped(std::string& out, std::string_view text, std::string_view first,
                   std::string_view rest) {
  out += first;
  std::size_t column = first.size();
  bool line_start = true;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t space = std::min(text.find(' ', pos), text.size());
    const std::string_view raw = text.substr(pos, space - pos);
    pos = space + 1;
    if (raw.empty()) continue;
    const std::string word = escape(raw, line_start);
    const bool fits = column + 1 + count_characters(word) <= kLineWidth || starts_markup(raw);
    if (!line_start && fits) {
      out += ' ';
      ++column;
    } else if (!line_start) {
      out.append("\n").append(rest);
      column = rest.size();
    }
    out += word;
    column += count_characters(word);
    line_start = false;
  }
  out += '\n';
}

}  // namespace

const std::vector<PartName>& part_names(Audience audience, std::string_view language) {
  static const std::vector<PartName> parent_en = {{"going-on", "What may be going on"},
                                                  {"try", "What to try"},
                                                  {"help", "When to ask for help"}};
  static const std::vector<PartName> practitioner_en = {{"background", "Background"},
                                                        {"practice", "In practice"},
                                                        {"limits", "Limits of the evidence"}};
  static const std::vector<PartName> parent_es = {{"going-on", "Qué puede estar pasando"},
                                                  {"try", "Qué puede probar"},
                                                  {"help", "Cuándo pedir ayuda"}};
  static const std::vector<PartName> practitioner_es = {{"background", "Contexto"},
                                                        {"practice", "En la práctica"},
                                                        {"limits", "Límites de la evidencia"}};
  const bool practitioner = audience == Audience::Practitioner;
  if (language == "es") return practitioner ? practitioner_es : parent_es;
  return practitioner ? practitioner_en : parent_en;
}

std::vector<Part> read_body(std::string_view markdown, FaultSink& sink) {
  const Document document(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT),
                          &cmark_node_free);
  std::vector<Part> parts;
  for (cmark_node* node = cmark_node_first_child(document.get()); node != nullptr;
       node = cmark_node_next(node)) {
    const int line = cmark_node_get_start_line(node);
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 2) {
      parts.push_back({"", plain_text(node, sink), {}});
    } else if (parts.empty()) {
      sink.error(line, "body", "must begin with a heading (## ...)");
    } else if (type == CMARK_NODE_PARAGRAPH) {
      parts.back().blocks.push_back({false, {plain_text(node, sink)}});
    } else if (type == CMARK_NODE_LIST) {
      std::vector<Block>& blocks = parts.back().blocks;
      Block list = read_list(node, sink);
      if (!blocks.empty() && blocks.back().list) {  // two lists in a row are one
        std::move(list.lines.begin(), list.lines.end(), std::back_inserter(blocks.back().lines));
      } else {
        blocks.push_back(std::move(list));
      }
    } else {
      sink.error(line, "body",
                 std::string(cmark_node_get_type_string(node)) +
                     " is not allowed, only headings (##), paragraphs and bullet lists");
    }
  }
  return parts;
}

std::string write_body(const std::vector<Part>& parts) {
  std::string out;
  for (const Part& part : parts) {
    out.append("\n## ").append(part.heading).append("\n");
    for (const Block& block : part.blocks) {
      out += '\n';
      for (const std::string& line : block.lines) {
        write_wrapped(out, line, block.list ? "- " : "", block.list ? "  " : "");
      }
    }
  }
  return out;
}

}  // namespace nestline::knowledge
