; Definitions and references, for jumping to names. What a block defines is seen by the word that its text starts with:
; the CLI allows no other captures here than these.

((source_file (block
  label: [(identifier) @name (string (text) @name)]
  . body: (block_body)) @definition.class)
  (#not-match? @definition.class "^(function|procedure|aggregate|module|variable|output)\\b"))

((source_file (block
  label: [(identifier) @name (string (text) @name)]
  . body: (block_body)) @definition.function)
  (#match? @definition.function "^(function|procedure|aggregate)\\b"))

((source_file (block
  label: [(identifier) @name (string (text) @name)]
  . body: (block_body)) @definition.module)
  (#match? @definition.module "^module\\b"))

((source_file (block
  label: [(identifier) @name (string (text) @name)]
  . body: (block_body)) @definition.constant)
  (#match? @definition.constant "^(variable|output)\\b"))

; Columns, indexes, constraints and so on, inside of what they belong to.
((block_body (block
  label: [(identifier) @name (string (text) @name)]
  . body: (block_body)) @definition.field)
  (#not-match? @definition.field "^dynamic\\b"))

; table.users, and table.app.users where the schema is named as well
(get_attribute object: (name) name: (identifier) @name) @reference.class
(get_attribute object: (get_attribute object: (name)) name: (identifier) @name) @reference.class
