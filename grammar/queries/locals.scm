; Names that are known in a part of a file only: what `for` counts with, and the iterator of a dynamic block.

[(for_list) (for_object)] @local.scope
(_ key_name: (identifier) @local.definition)
(_ value_name: (identifier) @local.definition)

((block label: (string (text) @local.definition)) @local.scope
  (#match? @local.scope "^dynamic\\b"))

(name) @local.reference
