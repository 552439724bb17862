/**
 * The schema language: HCL to the eye, with array types, commas in one-line blocks and no `%{ }` directives.
 *
 * Some mistakes are part of the grammar on purpose (a block that is never closed, an attribute without a value, two
 * items on one line, a name after a dot that is still being typed): the tree then keeps its shape and the reader of the tree reports them exactly.
 */

const PREC = {
  conditional: 1,
  or: 2,
  and: 3,
  equality: 4,
  comparison: 5,
  additive: 6,
  multiplicative: 7,
  unary: 8,
  postfix: 9,
};

const OPERATORS = [
  [PREC.or, ["||"]],
  [PREC.and, ["&&"]],
  [PREC.equality, ["==", "!="]],
  [PREC.comparison, ["<", "<=", ">", ">="]],
  [PREC.additive, ["+", "-"]],
  [PREC.multiplicative, ["*", "/", "%"]],
];

const commaSeparated = (rule) => seq(rule, repeat(seq(",", rule)), optional(","));

module.exports = grammar({
  name: "schema",

  externals: ($) => [
    $._newline,
    $._object_newline,
    $._end_of_file,
    $._quote_open,
    $._quote_close,
    $._string_text,
    $._end_of_line,
    $._heredoc_open,
    $._heredoc_tag,
    $._heredoc_text,
    $._heredoc_close,
    $._interpolation_open,
    $._error_recovery,
  ],

  extras: ($) => [/[\s\uFEFF]/, $.comment],
  word: ($) => $.identifier,
  supertypes: ($) => [$.expression],

  rules: {
    source_file: ($) => repeat(choice($._newline, $._item, alias("}", $.stray))),

    _item: ($) => choice($.attribute, $.block, alias($.block_body, $.stray_body)),

    attribute: ($) =>
      prec.right(
        choice(
          seq(field("name", $.identifier), choice("=", ":"), optional(field("value", $.expression))),
          seq(field("name", $.string), optional(seq(choice("=", ":"), optional(field("value", $.expression))))),
        ),
      ),

    // Without a body it is a statement such as `import "std/audit"`, or a block that somebody is typing.
    block: ($) =>
      prec.right(
        seq(
          field("type", $.identifier),
          repeat(field("label", choice($.string, $.identifier))),
          optional(field("body", $.block_body)),
        ),
      ),

    block_body: ($) =>
      seq("{", repeat(choice($._newline, ",", $._item)), choice("}", alias($._end_of_file, $.unclosed))),

    expression: ($) =>
      choice(
        $.null,
        $.bool,
        $.number,
        $.string,
        $.heredoc,
        $.list,
        $.object,
        $.for_list,
        $.for_object,
        $._name,
        $.call,
        $.get_attribute,
        $.index,
        $.legacy_index,
        $.attribute_splat,
        $.full_splat,
        $.array_type,
        $.unary,
        $.binary,
        $.conditional,
        $.parenthesized,
      ),

    null: () => "null",
    bool: () => choice("true", "false"),
    number: () => /[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/,
    _name: ($) => alias($.identifier, $.name),

    string: ($) =>
      seq(
        alias($._quote_open, '"'),
        repeat(choice(alias($._string_text, $.text), $.interpolation)),
        choice(alias($._quote_close, '"'), alias($._end_of_line, $.unclosed)),
      ),

    heredoc: ($) =>
      seq(
        field("marker", alias($._heredoc_open, $.heredoc_marker)),
        field("tag", alias($._heredoc_tag, $.heredoc_tag)),
        repeat(choice(alias($._heredoc_text, $.text), $.interpolation)),
        choice(field("end", alias($._heredoc_close, $.heredoc_tag)), alias($._end_of_file, $.unclosed)),
      ),

    interpolation: ($) =>
      seq(
        alias($._interpolation_open, "${"),
        optional(field("value", $.expression)),
        choice("}", alias($._end_of_file, $.unclosed)),
      ),

    list: ($) => seq("[", optional(commaSeparated(field("item", $.expression))), "]"),

    object: ($) =>
      seq(
        "{",
        repeat($._object_newline),
        optional(
          seq(
            $._any_item,
            repeat(choice(seq($._object_separator, $._any_item), $.object_item)),
            optional($._object_separator),
          ),
        ),
        "}",
      ),
    _object_separator: ($) => choice(repeat1($._object_newline), seq(",", repeat($._object_newline))),
    _any_item: ($) => choice($.object_item, alias($._computed_item, $.object_item)),
    object_item: ($) =>
      seq(
        field("key", choice($.identifier, alias("for", $.identifier), $.string, $.number)),
        choice("=", ":"),
        field("value", $.expression),
      ),
    _computed_item: ($) => seq(field("key", $.parenthesized), choice("=", ":"), field("value", $.expression)),

    for_list: ($) =>
      seq(
        "[",
        $._for_intro,
        field("value", $.expression),
        optional(seq("if", field("condition", $.expression))),
        "]",
      ),
    for_object: ($) =>
      seq(
        "{",
        repeat($._object_newline),
        $._for_intro,
        field("key", $.expression),
        "=>",
        field("value", $.expression),
        optional(field("group", "...")),
        optional(seq("if", field("condition", $.expression))),
        "}",
      ),
    _for_intro: ($) =>
      seq(
        "for",
        choice(
          field("value_name", $.identifier),
          seq(field("key_name", $.identifier), ",", field("value_name", $.identifier)),
        ),
        "in",
        field("collection", $.expression),
        ":",
      ),

    call: ($) =>
      prec(
        PREC.postfix,
        seq(
          field("name", $.identifier),
          "(",
          optional(
            seq(
              field("argument", $.expression),
              repeat(seq(",", field("argument", $.expression))),
              optional(choice(",", field("expand", "..."))),
            ),
          ),
          ")",
        ),
      ),

    get_attribute: ($) => prec.right(PREC.postfix, seq(field("object", $.expression), ".", optional(field("name", $.identifier)))),
    index: ($) => prec(PREC.postfix, seq(field("object", $.expression), "[", field("index", $.expression), "]")),
    legacy_index: ($) =>
      prec(PREC.postfix, seq(field("object", $.expression), ".", field("index", alias($._integer, $.number)))),
    _integer: () => /[0-9]+/,
    attribute_splat: ($) => prec(PREC.postfix, seq(field("object", $.expression), ".", "*")),
    full_splat: ($) => prec(PREC.postfix, seq(field("object", $.expression), "[", "*", "]")),
    array_type: ($) => prec(PREC.postfix, seq(field("element", $.expression), "[", "]")),

    unary: ($) => prec(PREC.unary, seq(field("operator", choice("!", "-")), field("operand", $.expression))),

    binary: ($) =>
      choice(
        ...OPERATORS.map(([precedence, operators]) =>
          prec.left(
            precedence,
            seq(
              field("left", $.expression),
              field("operator", operators.length > 1 ? choice(...operators) : operators[0]),
              field("right", $.expression),
            ),
          ),
        ),
      ),

    conditional: ($) =>
      prec.right(
        PREC.conditional,
        seq(
          field("condition", $.expression),
          "?",
          field("yes", $.expression),
          optional(seq(":", field("no", $.expression))),
        ),
      ),

    parenthesized: ($) => seq("(", field("inner", $.expression), ")"),

    identifier: () => /[\p{ID_Start}_][\p{ID_Continue}\-]*/,

    // A comment that is never closed runs to the end of the file; the reader of the tree reports it.
    comment: () =>
      token(choice(seq(choice("#", "//"), /[^\n]*/), seq("/*", /([^*]|\*+[^*\/])*/, choice(/\*+\//, /\**/)))),
  },
});
