create table indexes (
    id int not null auto_increment, a varchar(100), b text, c int, d int, e varchar(2000), p point not null,
    primary key (id),
    key prefix (a(10), b(20) desc, c),
    key plain (c),
    key down (c desc, d),
    key hashed (d) using hash,
    key ignored_one (d, c) ignored,
    key said (c, id) comment 'it''s\nsaid',
    fulltext key words (a, b) comment 'words',
    spatial key place (p),
    unique key u (c, d),
    unique key u_prefix (b(5)),
    unique key u_down (d desc),
    unique key u_long (e),
    unique key u_said (d, c, id) comment 'x'
) auto_increment = 7;
-- The server forgets the word at the next change of the table.
create table kept_by_hash (c int, unique key u_hash (c) using hash);
create table keyed_by_prefix (a varchar(10), b int, primary key (a(3) desc, b));
create table `odd ``names` (`a b` int, `select` int, key `k``x` (`a b`, `select`));
create table latin (a varchar(3000) character set latin1, b varchar(72), key k (a), key l (b, a(10)));
create table uneven (a varchar(700), b varchar(68), key k (a, b));
-- has: index prefix (a(10), b(20) desc, c)
-- has: index hashed (d) using hash
-- has: constraint u_long unique (e),
-- has: unique index u_hash (c) using hash
-- has: primary key (a(3) desc, b)
-- has: index k (a),
-- not: auto_increment = 7
