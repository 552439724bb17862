INSERT INTO app.call VALUES (1, 'a'), (2, 'b');
