; What can be folded in Neovim: whole blocks, so that the line of the label stays in sight.

[
  (block)
  (list)
  (object)
  (call)
  (for_list)
  (for_object)
  (heredoc)
  (comment)
] @fold
