(block
  type: (identifier)
  label: (string (text) @name)) @definition.class

(get_attribute
  object: (name)
  name: (identifier) @name) @reference.class

(call name: (identifier) @name) @reference.call
