ALTER TABLE shop.item ADD CONSTRAINT as_read CHECK ((kind)::text = ANY (ARRAY['a'::character varying, 'b'::character varying]));
ALTER TABLE shop.item ADD CONSTRAINT cast_each CHECK ((kind)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]));
