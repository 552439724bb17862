[
  (source_file)
  (block_body)
  (for_list)
  (for_object)
] @local.scope

(block label: (string (text) @local.definition))
(block label: (identifier) @local.definition)
(for_list key_name: (identifier) @local.definition)
(for_list value_name: (identifier) @local.definition)
(for_object key_name: (identifier) @local.definition)
(for_object value_name: (identifier) @local.definition)

(name) @local.reference
(get_attribute name: (identifier) @local.reference)
