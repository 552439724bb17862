; Brackets of one level in one colour, in Helix.

[
  (block_body)
  (list)
  (object)
  (call)
  (index)
  (parenthesized)
  (for_list)
  (for_object)
  (interpolation)
] @rainbow.scope

["{" "}" "[" "]" "(" ")" "${"] @rainbow.bracket
