ALTER TEXT SEARCH DICTIONARY shop.words (language = 'german', stopwords = 'german');
ALTER TEXT SEARCH CONFIGURATION shop.search DROP MAPPING FOR "int";
ALTER TEXT SEARCH CONFIGURATION shop.search ADD MAPPING FOR asciiword WITH words;
ALTER TEXT SEARCH CONFIGURATION shop.search ALTER MAPPING FOR word WITH words, simple;
COMMENT ON TEXT SEARCH CONFIGURATION shop.search IS 'german';
CREATE TABLE shop.t (
  a text NOT NULL,
  v tsvector GENERATED ALWAYS AS (to_tsvector('shop.search'::regconfig, a)) STORED
);
