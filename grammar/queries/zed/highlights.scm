; Colours in Zed, in the names of its themes. A later pattern overrides an earlier one.

(comment) @comment
(null) @constant
(bool) @boolean
(number) @number

(string) @string
(heredoc (text) @string)
(heredoc_marker) @punctuation.special
(heredoc_tag) @label

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
(get_attribute name: (identifier) @property)
(call name: (identifier) @function)

(name) @variable
((name) @variable.special
  (#any-of? @variable.special "var" "local" "each" "module" "data" "self"))
(_ key_name: (identifier) @variable)
(_ value_name: (identifier) @variable)

; Fixed words: on_delete = set_null.
(attribute value: (name) @constant)
(attribute value: (list item: (name) @constant))

; Types: type = text[].
((attribute
  name: (identifier) @property
  value: [
    (name) @type
    (call name: (identifier) @type)
    (call argument: (name) @type)
    (get_attribute name: (identifier) @type)
    (array_type element: [
      (name) @type
      (call name: (identifier) @type)
      (get_attribute name: (identifier) @type)
    ])
  ])
  (#any-of? @property
    "type" "return" "return_set" "state_type" "subtype" "element" "source" "target" "left" "right" "storage"))

((call name: (identifier) @function)
  (#eq? @function "sql"))
