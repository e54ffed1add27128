alter domain stars add constraint stars_range check (value between 1 and 5) not valid;
create domain points as int;
alter domain points add check (value > 0);
