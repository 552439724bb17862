INSERT INTO app.log VALUES (1, ('a', '5'), ARRAY[('b', '6')::lib.entry, ('c', NULL)::lib.entry]), (2, NULL, NULL)
