-- expect: timestamp-without-time-zone
create table notes (at timestamptz(3));
