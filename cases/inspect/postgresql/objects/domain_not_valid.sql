create domain code as text;
create table item (code code);
insert into item values ('a');
alter domain code add constraint upper_only check (value = upper(value)) not valid;
