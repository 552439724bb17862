; Where Zed closes no brackets and quotes by itself (config.toml says which).

(comment) @comment.inclusive
[(string) (heredoc)] @string
