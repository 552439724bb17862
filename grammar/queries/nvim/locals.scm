; Names that are known in a part of a file only, in nvim-treesitter's capture names: what `for` counts with, and the
; iterator of a dynamic block.

[(for_list) (for_object)] @local.scope
(_ key_name: (identifier) @local.definition.parameter)
(_ value_name: (identifier) @local.definition.parameter)

((block type: (identifier) @_type label: (string (text) @local.definition.parameter)) @local.scope
  (#eq? @_type "dynamic"))

(name) @local.reference
