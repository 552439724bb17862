[
  (block_body)
  (list)
  (object)
  (call)
  (for_list)
  (for_object)
  (heredoc)
  (comment)
] @fold
