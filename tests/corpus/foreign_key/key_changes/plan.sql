CREATE TABLE geo.capital (
  place integer NOT NULL
);
ALTER TABLE geo.place DROP CONSTRAINT place_pkey;
ALTER TABLE geo.place ADD CONSTRAINT place_pkey PRIMARY KEY (id);
ALTER TABLE geo.area DROP CONSTRAINT area_place_fkey;
ALTER TABLE geo.border DROP CONSTRAINT border_place_fkey;
ALTER TABLE geo.place DROP CONSTRAINT place_part_of_fkey;
ALTER TABLE geo.place DROP CONSTRAINT by_id;
ALTER TABLE geo.area ADD CONSTRAINT area_place_fkey FOREIGN KEY (place) REFERENCES geo.place (id);
ALTER TABLE geo.border ADD CONSTRAINT border_place_fkey FOREIGN KEY (place) REFERENCES geo.place (id);
ALTER TABLE geo.capital ADD CONSTRAINT capital_place_fkey FOREIGN KEY (place) REFERENCES geo.place (id);
ALTER TABLE geo.place ADD CONSTRAINT place_part_of_fkey FOREIGN KEY (part_of) REFERENCES geo.place (id);
