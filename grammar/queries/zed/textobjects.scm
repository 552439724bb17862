; Text objects in Zed: a class is a block, a function is a routine.

(block body: (block_body "{" (_)* @class.inside "}")) @class.around

((block
  type: (identifier) @_type
  body: (block_body (attribute
    name: (identifier) @_name
    value: (_ [(text) @function.inside (interpolation)]+)))) @function.around
  (#any-of? @_type "function" "procedure")
  (#eq? @_name "as"))

(comment) @comment.around
