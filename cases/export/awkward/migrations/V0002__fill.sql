-- Why: Somebody must be first.

insert into accounts (email, note) values ('ann@example.org', 'a\b :c ${d} `e` %f ''g'' "h" ?');
insert into accounts (email, note) select 'user' || i || '@example.org', chr(9774) || ' ☃' from generate_series(1, 2500) i;
insert into orders (account_id, total, tags) select id, id * 1.5, '{"q": "?"}' from accounts;
update accounts set "Weird ""Name""" = $$multi
line; with 'quotes' and \ and -- dashes
$$ where id % 2 = 0;
