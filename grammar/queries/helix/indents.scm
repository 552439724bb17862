; Indentation in Helix.

[
  (block_body)
  (list)
  (object)
  (call)
  (parenthesized)
  (for_list)
  (for_object)
] @indent

["}" "]" ")"] @outdent
