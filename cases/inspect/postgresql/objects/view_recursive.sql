create table node (id integer primary key, parent integer references node (id), name text not null);
create recursive view path (id, depth, names) as
    select id, 1, array[name] from node where parent is null
    union all
    select n.id, p.depth + 1, p.names || n.name from node n join path p on p.id = n.parent;
