; Names that are known in a part of a file only, in Helix: what `for` counts with, and the iterator of a dynamic block.
[(for_list) (for_object)] @local.scope
(_ key_name: (identifier) @local.definition.variable.parameter)
(_ value_name: (identifier) @local.definition.variable.parameter)

((block label: (string (text) @local.definition.variable.parameter)) @local.scope
  (#match? @local.scope "^dynamic\\b"))

(name) @local.reference
