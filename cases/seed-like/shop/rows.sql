-- Skewed, with few and many values, sorted and unsorted ones, and a mark in every text.
select setseed(0.4);
insert into regions select i, 'Original region ' || i from generate_series(1, 12) i;
insert into customers select i, 1 + floor(12 * power(random(), 3)), 'original' || i || '@private.test',
    'Original land ' || floor(40 * power(random(), 4)), case when random() < 0.9 then null else 'Original segment ' || floor(random() * 5) end,
    timestamptz '2024-01-01' + i * interval '1 hour' from generate_series(1, 5000) i;
insert into orders select i, 1 + floor(5000 * power(random(), 3)),
    case when random() < 0.93 then 'Original done' when random() < 0.9 then 'Original open' else 'Original lost' end,
    case when random() < 0.4 then null else 'Original channel ' || floor(random() * 4) end,
    timestamptz '2024-01-01' + i * interval '7 minutes', round((5 + 4000 * power(random(), 5))::numeric, 2),
    'Original note ' || repeat('x', 40 + (i % 40)) from generate_series(1, 60000) i;
insert into items select i, 1 + (i - 1) / 2, 'ORIGINAL-' || floor(2000 * power(random(), 2)), 1 + floor(9 * power(random(), 4))
    from generate_series(1, 120000) i;
insert into tags select i, 'Original tag ' || i from generate_series(1, 30) i;
insert into order_tags select distinct on (o, t) o, t, case when random() < 0.5 then 1 + floor(random() * 3) end
    from (select 1 + floor(60000 * random())::bigint as o, 1 + floor(30 * power(random(), 3))::int as t from generate_series(1, 40000)) x;
analyze;
