-- expect: partition-created-in-place
create table orders_2027 partition of orders for values from ('2027-01-01') to ('2028-01-01');
