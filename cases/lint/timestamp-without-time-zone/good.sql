create table notes (at timestamptz, at2 timestamp with time zone);
