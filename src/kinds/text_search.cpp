#include "kinds/text_search.hpp"

#include <algorithm>

namespace schema {

std::span<const Field> TokenMapping::fields() {
  static const Field all[] = {
      FIELD(TokenMapping, token)("token", "The type of token, as the parser names it.", {.label = true}),
      FIELD(TokenMapping, dictionaries)("dictionaries", "The dictionaries that see it, in order.",
                                        {.required = true, .space = "ts_dictionary"}),
  };
  return all;
}

namespace {

const Field kParserFields[] = {
    FIELD(TextSearchParser, start)("start", "Begins to read a text.",
                                   {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(TextSearchParser, get_token)("get_token", "Gives the next token.",
                                       {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(TextSearchParser, end)("end", "Ends the reading.",
                                 {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(TextSearchParser, lex_types)("lex_types", "Lists the types of tokens.",
                                       {.required = true, .on_change = OnChange::replace, .space = "routine"}),
    FIELD(TextSearchParser, headline)("headline", "Picks the part of a text that is shown.",
                                      {.on_change = OnChange::replace, .space = "routine"}),
};

const Field kTemplateFields[] = {
    FIELD(TextSearchTemplate, init)("init", "Reads a dictionary's options.",
                                    {.on_change = OnChange::replace, .space = "routine"}),
    FIELD(TextSearchTemplate, lexize)("lexize", "Makes lexemes of a token.",
                                      {.required = true, .on_change = OnChange::replace, .space = "routine"}),
};

const Field kDictionaryFields[] = {
    FIELD(TextSearchDictionary, from)(
        "template", "The template.",
        {.required = true, .on_change = OnChange::replace, .space = "ts_template", .example = "template = snowball"}),
    FIELD(TextSearchDictionary, options)("options", "What the template is told.",
                                         {.example = "options = { language = \"german\" }"}),
    FIELD(TextSearchDictionary, order)("order",
                                       "The order in which the options are kept, where that is not alphabetical.",
                                       {.example = "order = [template, language]"}),
};

const Field kConfigurationFields[] = {
    FIELD(TextSearchConfiguration, parser)(
        "parser", "The parser.",
        {.required = true, .on_change = OnChange::replace, .space = "ts_parser", .example = "parser = default"}),
    FIELD(TextSearchConfiguration, mappings)("mapping", "Which dictionaries see which tokens.",
                                             {.example = "mapping \"word\" { dictionaries = [simple] }"}),
};

/// Option names are folded as all names are.
void finish_dictionary(Resource& r) {
  auto& d = as<TextSearchDictionary>(r);
  Options folded;
  for (auto& [name, value] : d.options) {
    auto lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    folded[lower] = value;
  }
  d.options = std::move(folded);
}

void finish_configuration(Resource& r) {
  auto& c = as<TextSearchConfiguration>(r);
  std::stable_sort(c.mappings.begin(), c.mappings.end(), [](auto& a, auto& b) { return a.token < b.token; });
}

}  // namespace

extern const Kind text_search_parser_kind;
const Kind text_search_parser_kind = {
    .name = "text_search_parser",
    .keyword = "text_search_parser",
    .doc = "Cuts text into tokens, for text search.",
    .manual = "sql-createtsparser",
    .fields = kParserFields,
    .make = [] { return std::unique_ptr<Resource>(new TextSearchParser); },
    .name_space = "ts_parser",
};

extern const Kind text_search_template_kind;
const Kind text_search_template_kind = {
    .name = "text_search_template",
    .keyword = "text_search_template",
    .doc = "What dictionaries of text search are made of.",
    .manual = "sql-createtstemplate",
    .fields = kTemplateFields,
    .make = [] { return std::unique_ptr<Resource>(new TextSearchTemplate); },
    .name_space = "ts_template",
};

extern const Kind text_search_dictionary_kind;
const Kind text_search_dictionary_kind = {
    .name = "text_search_dictionary",
    .keyword = "text_search_dictionary",
    .doc = "Makes lexemes of tokens, for text search.",
    .manual = "sql-createtsdictionary",
    .fields = kDictionaryFields,
    .make = [] { return std::unique_ptr<Resource>(new TextSearchDictionary); },
    .name_space = "ts_dictionary",
    .has_owner = true,
    .finish = finish_dictionary,
};

extern const Kind text_search_configuration_kind;
const Kind text_search_configuration_kind = {
    .name = "text_search_configuration",
    .keyword = "text_search_configuration",
    .doc = "How text becomes lexemes: a parser, and dictionaries for its tokens.",
    .manual = "sql-createtsconfig",
    .fields = kConfigurationFields,
    .make = [] { return std::unique_ptr<Resource>(new TextSearchConfiguration); },
    .name_space = "ts_configuration",
    .has_owner = true,
    .finish = finish_configuration,
};

}  // namespace schema
