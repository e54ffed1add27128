-- since: 14
create type price_span as range (subtype = numeric, multirange_type_name = price_spans);
create table offer (id integer primary key, prices price_spans);
