-- expect: unaligned-columns
create table readings (ok boolean, at timestamptz, bad boolean, value double precision, n int, id bigint);
