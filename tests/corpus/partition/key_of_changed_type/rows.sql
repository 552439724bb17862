INSERT INTO app.call VALUES ('open', 1), ('closed', 2);
