DROP VIEW shop.words;
ALTER TABLE shop.word ALTER COLUMN text TYPE text COLLATE "C";
CREATE VIEW shop.words AS
SELECT word.text
   FROM word
  ORDER BY word.text;
