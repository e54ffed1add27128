-- expect: column-without-default
create table notes (stars int not null);
