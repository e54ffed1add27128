-- expect: timestamp-without-time-zone
create table notes (at timestamp(3) without time zone);
