-- expect: identifier-too-long
create index orders_by_customer_and_state_and_time_of_the_last_change_and_number on orders (a);
