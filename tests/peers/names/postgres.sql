-- Names in PostgreSQL with pg_trgm, indexed as its manual says; every query is timed in the server. :names and :queries are files.
CREATE EXTENSION pg_trgm;
CREATE TABLE company (id text, name text);
CREATE TABLE query (id text, way int, name text);
\copy company FROM 'names.tsv'
\copy query FROM 'queries.tsv'
CREATE INDEX company_trgm ON company USING gin (name gin_trgm_ops);
ANALYZE company;
CREATE TABLE result (threshold real, way int, found boolean, ms double precision);

CREATE FUNCTION measure(threshold real) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  asked record;
  ids text[];
  began timestamptz;
BEGIN
  PERFORM set_limit(threshold);
  FOR asked IN SELECT * FROM query LOOP
    began := clock_timestamp();
    ids := ARRAY(SELECT c.id FROM company c WHERE c.name % asked.name
                 ORDER BY similarity(c.name, asked.name) DESC LIMIT 20);
    INSERT INTO result VALUES (threshold, asked.way, asked.id = ANY (ids),
                               extract(epoch FROM clock_timestamp() - began) * 1000);
  END LOOP;
END $$;
SELECT measure(0.3);
SELECT measure(0.5);
\copy (SELECT threshold, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms), percentile_cont(0.99) WITHIN GROUP (ORDER BY ms), count(*) FILTER (WHERE found AND way = 0), count(*) FILTER (WHERE found AND way = 1), count(*) FILTER (WHERE found AND way = 2), count(*) FILTER (WHERE found AND way = 3), count(*) FILTER (WHERE found AND way = 4) FROM result GROUP BY threshold ORDER BY threshold) TO 'postgres.tsv'
