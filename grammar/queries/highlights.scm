; Colours, in the capture names of the tree-sitter CLI. A later pattern overrides an earlier one, also by a capture that
; only a predicate needs: so each of those has a colour's name.

(comment) @comment
(null) @constant.builtin
(bool) @boolean
(number) @number

(string) @string
(heredoc (text) @string)
(heredoc_marker) @punctuation.special
(heredoc_tag) @string.special

["=" "=>" "?" ":" "..." "*" "/" "%" "+" "-" "!" "&&" "||" "==" "!=" "<" "<=" ">" ">="] @operator
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," "."] @punctuation.delimiter
(interpolation ["${" "}"] @punctuation.special)

["for" "in" "if"] @keyword
(block type: (identifier) @keyword)
(block label: (identifier) @type)
(block label: (string) @type)
((block type: (identifier) @keyword label: (string) @string)
  (#eq? @keyword "import"))

(attribute name: (identifier) @property)
(object_item key: (identifier) @property)
(object_item key: (string) @property)
(get_attribute name: (identifier) @variable.member)
(call name: (identifier) @function)

(name) @variable
((name) @variable.builtin
  (#any-of? @variable.builtin "var" "local" "each" "module" "data" "self"))
(_ key_name: (identifier) @variable.parameter)
(_ value_name: (identifier) @variable.parameter)

; Fixed words: on_delete = set_null.
(attribute value: (name) @constant)
(attribute value: (list item: (name) @constant))

; Types: type = text[].
((attribute
  name: (identifier) @property
  value: [
    (name) @type.builtin
    (call name: (identifier) @type.builtin)
    (call argument: (name) @type.builtin)
    (get_attribute name: (identifier) @type)
    (array_type element: [
      (name) @type.builtin
      (call name: (identifier) @type.builtin)
      (get_attribute name: (identifier) @type)
    ])
  ])
  (#any-of? @property
    "type" "return" "return_set" "state_type" "subtype" "element" "source" "target" "left" "right" "storage"))

((call name: (identifier) @function.builtin)
  (#eq? @function.builtin "sql"))
