; A heredoc's tag names the language of its text: <<-SQL, <<PLPGSQL.

((heredoc
  tag: (heredoc_tag) @injection.language
  (text) @injection.content)
  (#downcase! @injection.language)
  (#set! injection.combined))

; Attributes that hold SQL.

((attribute
  name: (identifier) @_name
  value: (string (text) @injection.content))
  (#match? @_name "^(expr|where|check|using|as|when|query)$")
  (#set! injection.language "sql"))

((call
  name: (identifier) @_name
  argument: (string (text) @injection.content))
  (#eq? @_name "sql")
  (#set! injection.language "sql"))
