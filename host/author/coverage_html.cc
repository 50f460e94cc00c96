// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "author/coverage.h"

namespace watchword::author {
namespace {

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

// The more rules, the darker; a stage without any is marked.
std::string HtmlCell(const Cell& cell, bool has_corpus) {
  const std::size_t shade = std::min<std::size_t>(cell.rules, 20) * 3;
  std::string title = std::to_string(cell.rules) + " rules, " + std::to_string(cell.phrases) + " phrases";
  if (has_corpus) {
    title += ", " + std::to_string(cell.silent) + " silent in scam text, " + std::to_string(cell.honest) +
             " heard in honest text";
  }
  const std::string style = cell.rules == 0 ? "background:#f6d5cf"
                            : cell.rules < kThin
                                ? "background:#f9ecc8"
                                : "background:hsl(160 45% " + std::to_string(95 - shade) + "%)";
  return "<td style=\"" + style + (shade > 36 ? ";color:#fff" : "") + "\" title=\"" + title + "\">" +
         (cell.rules == 0 ? "–" : std::to_string(cell.rules)) + (cell.honest > 0 ? "<sup>!</sup>" : "") +
         "</td>";
}

constexpr std::string_view kHtmlHead =
    "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Coverage of the patterns</title>\n"
    "<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#222}table{border-collapse:collapse}"
    "th{font-weight:600;text-align:left;padding:.3rem .6rem}td{padding:.3rem .6rem;text-align:center;"
    "border:1px solid #fff;min-width:2.2rem;cursor:default}td.id{text-align:left;background:#f4f4f4}"
    "sup{font-weight:700;padding-left:.1rem}</style>\n";

}  // namespace

std::string ToHtml(const Coverage& coverage, const Draft& draft, const Fires& fires) {
  std::string html(kHtmlHead);
  html +=
      "<h1>Coverage of the patterns</h1>\n<p>Rules by stage and language. Red: none. Yellow: fewer than " +
      std::to_string(kThin) +
      ". ! some were heard in honest text. Point at a cell for more.</p>\n<table>\n<tr><th></th>";
  for (const std::string& language : coverage.languages) html += "<th>" + Escaped(language) + "</th>";
  html += "</tr>\n";
  for (const std::string& stage : coverage.stages) {
    html += "<tr><th>" + Escaped(stage) + "</th>";
    for (const std::string& language : coverage.languages)
      html += HtmlCell(coverage.At(stage, language), coverage.has_corpus);
    html += "</tr>\n";
  }
  html += "</table>\n";
  if (!coverage.has_corpus) return html;
  html += "<p>" + Summary(coverage, draft, fires) + ".</p>\n<h2>Heard in honest text</h2>\n<table>\n" +
          "<tr><th>rule</th><th>honest</th><th>scam</th><th>first honest item</th></tr>\n";
  for (const std::size_t rule : LoudInHonestText(fires)) {
    const RuleFires& one = fires.rules[rule];
    html += "<tr><td class=\"id\">" + Escaped(draft.pack.rules[rule].id) + "</td><td>" +
            std::to_string(one.honest) + "</td><td>" + std::to_string(one.scam) + "</td><td class=\"id\">" +
            Escaped(one.honest_id) + "</td></tr>\n";
  }
  html += "</table>\n<h2>Heard in no scam text</h2>\n<ul>\n";
  for (std::size_t i = 0; i < fires.rules.size(); ++i) {
    if (fires.rules[i].scam == 0) html += "<li>" + Escaped(draft.pack.rules[i].id) + "</li>\n";
  }
  return html + "</ul>\n";
}

}  // namespace watchword::author
