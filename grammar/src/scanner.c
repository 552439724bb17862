// What a context-free lexer cannot see: newlines that end an attribute, the text of strings and heredocs, heredoc tags.
//
// A run of text is one token, however long. The state is a small fixed stack of open strings, heredocs and
// interpolations, so that serialising it cannot overflow.

#include <string.h>

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum TokenType {
  NEWLINE,
  OBJECT_NEWLINE,
  END_OF_FILE,
  QUOTE_OPEN,
  QUOTE_CLOSE,
  STRING_TEXT,
  END_OF_LINE,
  HEREDOC_OPEN,
  HEREDOC_TAG,
  HEREDOC_TEXT,
  HEREDOC_CLOSE,
  INTERPOLATION_OPEN,
  // Never part of the grammar: it is valid only while the parser recovers from an error, when all tokens are.
  ERROR_RECOVERY,
};

enum { MAX_DEPTH = 12, MAX_TAG = 64 };

typedef enum { IN_STRING, IN_HEREDOC, IN_INTERPOLATION } ContextKind;

typedef struct {
  uint8_t kind;
  uint8_t tag_length;
  uint8_t at_end;  // the text has been read: the closing tag comes next
  char tag[MAX_TAG];  // UTF-8
} Context;

typedef struct {
  Context stack[MAX_DEPTH];
  uint8_t depth;
} Scanner;

_Static_assert(sizeof(Context) * MAX_DEPTH < TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "the state always fits");

void *tree_sitter_schema_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_schema_external_scanner_destroy(void *payload) { ts_free(payload); }

// A context takes one byte, and a heredoc's tag its own: what fits into 24 bytes, tree-sitter keeps without an allocation.
unsigned tree_sitter_schema_external_scanner_serialize(void *payload, char *buffer) {
  Scanner *scanner = payload;
  unsigned size = 0;
  for (unsigned i = 0; i < scanner->depth; i++) {
    Context *context = &scanner->stack[i];
    buffer[size++] = (char)(context->kind | context->at_end << 2);
    if (context->kind != IN_HEREDOC) continue;
    buffer[size++] = (char)context->tag_length;
    memcpy(buffer + size, context->tag, context->tag_length);
    size += context->tag_length;
  }
  return size;
}

void tree_sitter_schema_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->depth = 0;
  for (unsigned at = 0; at < length;) {
    Context *context = &scanner->stack[scanner->depth++];
    context->kind = buffer[at] & 3;
    context->at_end = (uint8_t)(buffer[at++] >> 2);
    context->tag_length = context->kind == IN_HEREDOC ? (uint8_t)buffer[at++] : 0;
    memcpy(context->tag, buffer + at, context->tag_length);
    at += context->tag_length;
  }
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool is_blank(int32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == 0xFEFF; }

static bool is_space(int32_t c) { return is_blank(c) || c == '\n' || c == '\f' || c == '\v'; }

static Context *top(Scanner *scanner) { return scanner->depth ? &scanner->stack[scanner->depth - 1] : NULL; }

static bool top_is(Scanner *scanner, ContextKind kind) { return scanner->depth && top(scanner)->kind == kind; }

static Context *push(Scanner *scanner, ContextKind kind) {
  if (scanner->depth == MAX_DEPTH) return NULL;
  Context *context = &scanner->stack[scanner->depth++];
  memset(context, 0, sizeof *context);
  context->kind = (uint8_t)kind;
  return context;
}

static void pop(Scanner *scanner, ContextKind kind) {
  if (top_is(scanner, kind)) scanner->depth--;
}

static bool accept(TSLexer *lexer, enum TokenType type) {
  lexer->result_symbol = type;
  return true;
}

// Reads a run of dollar signs. True if it opens an interpolation: exactly one, before a brace (`$${` is an escape).
static bool scan_dollars(TSLexer *lexer) {
  unsigned count = 0;
  while (lexer->lookahead == '$') {
    advance(lexer);
    count++;
  }
  if (lexer->lookahead != '{') return false;
  if (count == 1) return true;
  advance(lexer);
  return false;
}

static bool scan_interpolation_open(Scanner *scanner, TSLexer *lexer) {
  advance(lexer);
  lexer->mark_end(lexer);
  return push(scanner, IN_INTERPOLATION) && accept(lexer, INTERPOLATION_OPEN);
}

// Inside quotes: a run of text, an interpolation, the closing quote or the end of the line, which ends it as well.
static bool scan_string(Scanner *scanner, TSLexer *lexer, bool may_end_early) {
  bool has_text = false;
  for (;; has_text = true) {
    lexer->mark_end(lexer);
    if (lexer->eof(lexer) || lexer->lookahead == '\n') {
      if (has_text) return accept(lexer, STRING_TEXT);
      pop(scanner, IN_STRING);
      return may_end_early && accept(lexer, END_OF_LINE);
    }
    if (lexer->lookahead == '"') {
      if (has_text) return accept(lexer, STRING_TEXT);
      advance(lexer);
      lexer->mark_end(lexer);
      pop(scanner, IN_STRING);
      return accept(lexer, QUOTE_CLOSE);
    }
    if (lexer->lookahead == '$') {
      if (scan_dollars(lexer)) return has_text ? accept(lexer, STRING_TEXT) : scan_interpolation_open(scanner, lexer);
      continue;
    }
    bool escape = lexer->lookahead == '\\';
    advance(lexer);
    if (escape && !lexer->eof(lexer) && lexer->lookahead != '\n') advance(lexer);
  }
}

// Appends a character to a tag in UTF-8; false if it does not fit.
static bool tag_append(Context *context, int32_t c) {
  char bytes[4];
  uint8_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (int i = size - 1; i > 0; i--, c >>= 6) bytes[i] = (char)(0x80 | (c & 0x3F));
  bytes[0] = (char)(lead[size] | c);
  if (context->tag_length + size > MAX_TAG) return false;
  memcpy(context->tag + context->tag_length, bytes, size);
  context->tag_length += size;
  return true;
}

// Tags are spelled as identifiers; beyond ASCII any character will do.
static bool is_tag_character(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         (c >= 0x80 && c != 0xFEFF && c != 0xA0);
}

static bool scan_heredoc_tag(Scanner *scanner, TSLexer *lexer) {
  Context *context = push(scanner, IN_HEREDOC);
  if (!context) return false;
  while (!lexer->eof(lexer) && is_tag_character(lexer->lookahead)) {
    if (!tag_append(context, lexer->lookahead)) return false;
    advance(lexer);
  }
  lexer->mark_end(lexer);
  // What else stands on the line becomes text; the reader of the tree reports it.
  return context->tag_length > 0 && accept(lexer, HEREDOC_TAG);
}

// At the start of a line: is this the line with the closing tag?
static bool at_closing_tag(const Context *heredoc, TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) advance(lexer);
  Context found = {0};
  while (!lexer->eof(lexer) && is_tag_character(lexer->lookahead)) {
    if (!tag_append(&found, lexer->lookahead)) return false;
    advance(lexer);
  }
  if (found.tag_length != heredoc->tag_length || memcmp(found.tag, heredoc->tag, found.tag_length) != 0) return false;
  while (is_blank(lexer->lookahead)) advance(lexer);
  return lexer->eof(lexer) || lexer->lookahead == '\n';
}

static bool scan_heredoc_close(Scanner *scanner, TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) skip(lexer);
  while (!lexer->eof(lexer) && is_tag_character(lexer->lookahead)) advance(lexer);
  lexer->mark_end(lexer);
  scanner->depth--;
  return accept(lexer, HEREDOC_CLOSE);
}

// Inside a heredoc: a run of text up to the closing tag's line, or an interpolation.
static bool scan_heredoc(Scanner *scanner, TSLexer *lexer, bool may_end_early) {
  Context *heredoc = top(scanner);
  if (heredoc->at_end) return scan_heredoc_close(scanner, lexer);
  bool has_text = false;
  for (;;) {
    lexer->mark_end(lexer);
    if (lexer->eof(lexer)) {
      if (has_text) return accept(lexer, HEREDOC_TEXT);
      pop(scanner, IN_HEREDOC);
      return may_end_early && accept(lexer, END_OF_FILE);
    }
    if (lexer->lookahead == '\n') {
      advance(lexer);
      lexer->mark_end(lexer);
      if (at_closing_tag(heredoc, lexer)) {
        heredoc->at_end = 1;
        return accept(lexer, HEREDOC_TEXT);
      }
    } else if (lexer->lookahead == '$') {
      if (scan_dollars(lexer)) return has_text ? accept(lexer, HEREDOC_TEXT) : scan_interpolation_open(scanner, lexer);
    } else {
      advance(lexer);
    }
    has_text = true;
  }
}

static bool scan_newline(Scanner *scanner, TSLexer *lexer, enum TokenType type) {
  while (is_space(lexer->lookahead)) advance(lexer);
  lexer->mark_end(lexer);
  // No string is open where a body's newline stands, whatever a mistake before it has left behind.
  if (type == NEWLINE) scanner->depth = 0;
  return accept(lexer, type);
}

// Between tokens: newlines, the opening of strings and heredocs.
static bool scan_code(Scanner *scanner, TSLexer *lexer, const bool *valid) {
  bool wants_newline = valid[NEWLINE] || valid[OBJECT_NEWLINE];
  while (wants_newline ? is_blank(lexer->lookahead) : is_space(lexer->lookahead)) skip(lexer);
  if (lexer->eof(lexer)) {
    if (!valid[END_OF_FILE] || valid[ERROR_RECOVERY]) return false;
    pop(scanner, IN_INTERPOLATION);
    return accept(lexer, END_OF_FILE);
  }
  switch (lexer->lookahead) {
    case '\n':
      return scan_newline(scanner, lexer, valid[NEWLINE] ? NEWLINE : OBJECT_NEWLINE);
    case '"':
      if (!valid[QUOTE_OPEN] || !push(scanner, IN_STRING)) return false;
      advance(lexer);
      lexer->mark_end(lexer);
      return accept(lexer, QUOTE_OPEN);
    case '<':
      if (!valid[HEREDOC_OPEN]) return false;
      advance(lexer);
      if (lexer->lookahead != '<') return false;
      advance(lexer);
      if (lexer->lookahead == '-') advance(lexer);
      lexer->mark_end(lexer);
      return accept(lexer, HEREDOC_OPEN);
    default:
      return false;
  }
}

bool tree_sitter_schema_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  // While recovering, the stack alone knows whether this is text: whole strings are skipped, not what is inside them.
  bool recovering = valid[ERROR_RECOVERY];
  // The parser saw the brace that ends an interpolation if it asks for text again.
  if (!recovering && (valid[STRING_TEXT] || valid[HEREDOC_TEXT])) {
    while (top_is(scanner, IN_INTERPOLATION)) scanner->depth--;
  }
  if (top_is(scanner, IN_STRING) && (recovering || valid[STRING_TEXT])) {
    return scan_string(scanner, lexer, !recovering) || (recovering && scan_code(scanner, lexer, valid));
  }
  if (top_is(scanner, IN_HEREDOC) && (recovering || valid[HEREDOC_TEXT])) {
    return scan_heredoc(scanner, lexer, !recovering);
  }
  if (valid[HEREDOC_TAG] && !recovering) return scan_heredoc_tag(scanner, lexer);
  return scan_code(scanner, lexer, valid);
}
