create table articles (id bigint primary key auto_increment, title varchar(200), body longtext, note text character set latin1,
    fulltext key words (title, body), fulltext key titles (title) comment 'x', fulltext key notes (note));
create table aria_articles (body text, fulltext key (body)) engine = aria;
-- has: fulltext index words (title, body)
