-- expect: reserved-word-as-name
create table "order" (id bigint);
