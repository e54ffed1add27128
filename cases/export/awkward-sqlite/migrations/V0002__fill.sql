-- Why: Somebody must be first.

insert into accounts (email, note) values ('ann@example.org', 'a\b :c ${d} `e` %f ''g'' "h" ?'), ('bob@example.org', 'it''s');
insert into accounts (email, note) values ('zoe@example.org', '☃ 🐘');
insert into orders (account_id, total, tags) select id, id * 1.5, '{"q": "?"}' from accounts;
update accounts set "Weird ""Name""" = 'multi
line; with ''quotes'' and \ and -- dashes
' where id % 2 = 0;
