; Colours in Neovim, in nvim-treesitter's capture names. A later pattern overrides an earlier one.

(comment) @comment @spell
(null) @constant.builtin
(bool) @boolean
(number) @number

(string) @string
(heredoc (text) @string)
(heredoc_marker) @punctuation.special
(heredoc_tag) @label
((attribute name: (identifier) @property value: (string) @spell)
  (#any-of? @property "comment" "description" "error_message"))

["=" "=>" "..." "*" "/" "%" "+" "-" "!" "&&" "||" "==" "!=" "<" "<=" ">" ">="] @operator
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," "." ":"] @punctuation.delimiter
(conditional ["?" ":"] @keyword.conditional.ternary)
(interpolation ["${" "}"] @punctuation.special)

["for" "in"] @keyword.repeat
"if" @keyword.conditional
(block type: (identifier) @keyword)
(block label: (identifier) @type)
(block label: (string) @type)
((block type: (identifier) @keyword.import)
  (#any-of? @keyword.import "import" "include" "module"))
((block type: (identifier) @keyword.import label: (string) @string.special.path)
  (#eq? @keyword.import "import"))

(attribute name: (identifier) @property)
(object_item key: (identifier) @property)
(object_item key: (string) @property)
(get_attribute name: (identifier) @variable.member)
(call name: (identifier) @function.call)

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
