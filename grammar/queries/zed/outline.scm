; A file's outline in Zed: every block with its labels, and what `locals` names.

(block
  type: (identifier) @context
  label: [(identifier) @name (string (text) @name)]*
  body: (block_body)) @item

(block
  type: (identifier) @_type
  body: (block_body (attribute name: (identifier) @name) @item)
  (#eq? @_type "locals"))
