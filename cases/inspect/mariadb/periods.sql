create table bookings (
    id int, room int, starts date, ends date, period for stay (starts, ends), primary key (id, stay without overlaps),
    unique key by_room (room, stay without overlaps), check (room > 0), constraint looks_like_a_period check (starts < ends)
);
create table both_times (
    a int, s datetime(3), e datetime(3), period for valid (s, e), r timestamp(6) generated always as row start,
    x timestamp(6) generated always as row end, period for system_time (r, x)
) with system versioning;
-- has: primary key (id, stay without overlaps)
-- has: constraint by_room unique (room, stay without overlaps)
-- has: constraint looks_like_a_period check
