-- has: deferrable initially deferred
-- has: on delete set null on update cascade
-- has: match full
create table p (id integer primary key, code text unique);
create table c (
    a integer references p,
    b integer references p (id) on delete set null on update cascade,
    c text references p (code) match full,
    d integer references p (id) deferrable initially deferred,
    e integer references p (id) not deferrable,
    f integer constraint named references p on delete restrict on update set default,
    g integer references p (id) deferrable initially immediate
);
