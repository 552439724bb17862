SELECT count(*) FROM geo.note;
