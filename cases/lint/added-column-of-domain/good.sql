create domain stars as int check (value between 1 and 5);
create domain code as text;
alter table orders add column rating stars;
alter table orders add column c code default 'x';
