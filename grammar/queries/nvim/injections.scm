; Languages inside of texts, in Neovim. All text of one string or heredoc is one document, whatever is interpolated.

; A heredoc's tag names the language of its text; Neovim looks for it in lower case as well.
(heredoc tag: (heredoc_tag) @injection.language [(text) @injection.content (interpolation)]+)

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
