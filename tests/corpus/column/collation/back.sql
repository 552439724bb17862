DROP VIEW shop.words;
ALTER TABLE shop.word ALTER COLUMN text TYPE text;
CREATE VIEW shop.words AS
SELECT word.text
   FROM word
  ORDER BY word.text;
