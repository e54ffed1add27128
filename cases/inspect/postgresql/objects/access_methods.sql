-- administrator
create access method own_heap type table handler heap_tableam_handler;
comment on access method own_heap is 'As heap';
