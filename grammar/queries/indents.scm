[
  (block_body)
  (list)
  (object)
  (call)
  (parenthesized)
  (for_list)
  (for_object)
] @indent.begin

["}" "]" ")"] @indent.branch

(heredoc) @indent.ignore
