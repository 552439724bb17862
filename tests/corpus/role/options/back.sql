DROP TABLE shop.product;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_app GRANT execute ON functions TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE corpus_app IN SCHEMA shop REVOKE select ON tables FROM corpus_reader;
