-- Why: What lies in the shelves.

create table stock (id bigint auto_increment primary key, name varchar(100) not null default 'it\'s; `x` ${y}', amount int not null);
delimiter //
create procedure refill(in wanted int)
begin
  -- All of it; at once.
  update stock set amount = wanted where amount < wanted;
  select 'done; "ok"';
end//
delimiter ;
insert into stock (name, amount) values ('a\\b', 1), ("c", 2);
