(comment) @comment

(attribute name: (identifier) @property)
(object_item key: (identifier) @property)
(block type: (identifier) @keyword)
(block label: (identifier) @type)
(block label: (string) @type)

(call name: (identifier) @function)
(get_attribute name: (identifier) @property)

((name) @variable.builtin
  (#match? @variable.builtin "^(var|local|each|module|data|self)$"))

((name) @type.builtin
  (#match? @type.builtin "^(bigint|bigserial|bool|boolean|bytea|cidr|date|double_precision|inet|integer|int|interval|json|jsonb|numeric|point|real|serial|smallint|text|time|timestamp|timestamptz|uuid|varchar|void|xml)$"))

(name) @variable

(null) @constant.builtin
(bool) @boolean
(number) @number

(string) @string
(heredoc (text) @string)
(heredoc_marker) @operator
(heredoc_tag) @label

(interpolation
  "${" @punctuation.special
  "}" @punctuation.special)

(for_list "for" @keyword "in" @keyword)
(for_object "for" @keyword "in" @keyword)
"if" @keyword

["=" "=>" "?" ":" "..." "*" "/" "%" "+" "-" "!" "&&" "||" "==" "!=" "<" "<=" ">" ">="] @operator
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," "."] @punctuation.delimiter
