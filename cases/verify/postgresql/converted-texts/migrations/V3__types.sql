create type order_state as enum ('open', 'paid');
alter table orders
    alter column ref type uuid using ref::uuid,
    alter column amount type integer using amount::integer,
    alter column placed type timestamptz using placed::timestamptz,
    alter column state type order_state using state::order_state;
