; Languages inside of texts, in Zed. All text of one string or heredoc is one document. Zed has no grammar for PL/pgSQL;
; that of SQL knows most of it.

; A heredoc's tag names the language of its text.
((heredoc tag: (heredoc_tag) @_tag [(text) @injection.content (interpolation)]+)
  (#any-of? @_tag "SQL" "sql" "PLPGSQL" "plpgsql")
  (#set! injection.language "sql"))

((heredoc tag: (heredoc_tag) @injection.language [(text) @injection.content (interpolation)]+)
  (#not-any-of? @injection.language "SQL" "sql" "PLPGSQL" "plpgsql" "EOT" "EOF"))

; Attributes that hold SQL. The tags EOT and EOF say nothing about it.
((attribute name: (identifier) @_name value: (string [(text) @injection.content (interpolation)]+))
  (#any-of? @_name "as" "check" "expr" "query" "using" "when" "where" "with_check")
  (#set! injection.language "sql"))

((attribute
  name: (identifier) @_name
  value: (heredoc tag: (heredoc_tag) @_tag [(text) @injection.content (interpolation)]+))
  (#any-of? @_name "as" "check" "expr" "query" "using" "when" "where" "with_check")
  (#any-of? @_tag "EOT" "EOF")
  (#set! injection.language "sql"))

((call name: (identifier) @_name argument: (string [(text) @injection.content (interpolation)]+))
  (#eq? @_name "sql")
  (#set! injection.language "sql"))
