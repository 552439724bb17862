SELECT string_agg(coalesce(j ->> 'name', (j ->> 'first') || ' ' || (j ->> 'last')), ', ' ORDER BY p.id) FROM shop.person p, to_jsonb(p) j;
