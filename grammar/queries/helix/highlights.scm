; Colours in Helix (25.07 or newer), in the scopes of its themes. A later pattern overrides an earlier one, also by a
; capture that only a predicate needs: so each of those has a colour's name.

(comment) @comment
(null) @constant.builtin
(bool) @constant.builtin.boolean
(number) @constant.numeric

(string) @string
(heredoc (text) @string)
(heredoc_marker) @punctuation.special
(heredoc_tag) @label

["=" "=>" "?" ":" "..." "*" "/" "%" "+" "-" "!" "&&" "||" "==" "!=" "<" "<=" ">" ">="] @operator
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," "."] @punctuation.delimiter
(interpolation ["${" "}"] @punctuation.special)

["for" "in"] @keyword.control.repeat
"if" @keyword.control.conditional
(block type: (identifier) @keyword)
(block label: (identifier) @type)
(block label: (string) @type)
((block type: (identifier) @keyword.control.import)
  (#any-of? @keyword.control.import "import" "include" "module"))
((block type: (identifier) @keyword.control.import label: (string) @string.special.path)
  (#eq? @keyword.control.import "import"))

(attribute name: (identifier) @variable.other.member)
(object_item key: (identifier) @variable.other.member)
(object_item key: (string) @variable.other.member)
(get_attribute name: (identifier) @variable.other.member)
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
  name: (identifier) @variable.other.member
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
  (#any-of? @variable.other.member
    "type" "return" "return_set" "state_type" "subtype" "element" "source" "target" "left" "right" "storage"))

((call name: (identifier) @function.builtin)
  (#eq? @function.builtin "sql"))
