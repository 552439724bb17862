; Symbols of a file in Helix. What a block defines is seen by the word that its text starts with.

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
