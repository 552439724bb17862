; Brackets that belong together, in Zed.

("{" @open "}" @close)
("[" @open "]" @close)
("(" @open ")" @close)
("${" @open "}" @close)
("\"" @open "\"" @close)
