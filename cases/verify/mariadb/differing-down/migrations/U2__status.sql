drop index orders_status on orders;
