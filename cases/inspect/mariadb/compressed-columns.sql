create table t (a text compressed, b varchar(1000) compressed default 'x', c mediumblob compressed not null, d varchar(20) character set latin1 compressed, e varbinary(100) compressed);
-- has: b varchar(1000) compressed
