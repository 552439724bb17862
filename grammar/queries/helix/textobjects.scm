; Text objects in Helix: a class is a block, a function is a routine, an entry is an attribute or an item.

(block) @class.around
(block body: (block_body "{" (_)+ @class.inside))

((block
  type: (identifier) @_type
  body: (block_body (attribute
    name: (identifier) @_name
    value: (_ [(text) @function.inside (interpolation)]+)))) @function.around
  (#any-of? @_type "function" "procedure")
  (#eq? @_name "as"))

(attribute value: (_) @entry.inside) @entry.around
(object_item value: (_) @entry.inside) @entry.around
(list item: (_) @entry.inside @entry.around)
(call argument: (_) @parameter.inside @parameter.around)

(comment) @comment.inside @comment.around
