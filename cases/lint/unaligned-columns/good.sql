create table readings (id bigint, at timestamptz, value double precision, n int, ok boolean, note text, bad boolean);
