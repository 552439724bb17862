; Values that Zed hides while the screen is shared.

((attribute name: (identifier) @_name value: (_) @redact)
  (#any-of? @_name "password" "url"))
