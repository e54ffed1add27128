create domain stars as int check (value between 1 and 5);
-- expect: added-column-of-domain
alter table orders add column rating stars default 3;
