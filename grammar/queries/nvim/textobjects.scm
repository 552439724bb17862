; Text objects in Neovim, in the capture names of nvim-treesitter-textobjects.

(block) @block.outer
(block body: (block_body "{" (_)+ @block.inner))

; A routine's inner part is its SQL.
((block
  type: (identifier) @_type
  body: (block_body (attribute
    name: (identifier) @_name
    value: (_ [(text) @function.inner (interpolation)]+)))) @function.outer
  (#any-of? @_type "function" "procedure")
  (#eq? @_name "as"))

(attribute name: (identifier) @attribute.inner) @attribute.outer
(attribute name: (identifier) @assignment.lhs value: (_) @assignment.rhs @assignment.inner) @assignment.outer
(object_item key: (_) @assignment.lhs value: (_) @assignment.rhs @assignment.inner) @assignment.outer

(call) @call.outer
(call "(" (_)+ @call.inner)
(call argument: (_) @parameter.inner @parameter.outer)
(list item: (_) @parameter.inner @parameter.outer)

(number) @number.inner
(comment) @comment.outer
