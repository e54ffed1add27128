-- expect: comment-missing
create table notes (id bigint primary key);
