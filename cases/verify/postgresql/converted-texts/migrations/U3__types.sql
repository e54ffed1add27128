alter table orders
    alter column ref type text,
    alter column amount type text,
    alter column placed type varchar(40),
    alter column state type text;
drop type order_state;
