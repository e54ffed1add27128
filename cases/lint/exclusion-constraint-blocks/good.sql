create table bookings (room int, during tstzrange, constraint no_overlap exclude using gist (room with =, during with &&));
