; Indentation in Neovim, in nvim-treesitter's capture names. Text of a heredoc stays as it is typed.

[
  (block_body)
  (list)
  (object)
  (call)
  (parenthesized)
  (for_list)
  (for_object)
] @indent.begin

["}" "]" ")"] @indent.branch @indent.end

(heredoc) @indent.auto
