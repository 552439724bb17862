CREATE TEXT SEARCH PARSER shop.cut (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE shop.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY shop.d (TEMPLATE = plain);
CREATE TEXT SEARCH CONFIGURATION shop.c (PARSER = cut);
ALTER TEXT SEARCH CONFIGURATION shop.c ADD MAPPING FOR word WITH d;
