-- Checks that only functions of the schema can compute: on one column, in a domain, between two columns, on a unique one.
create function is_luhn(code text) returns boolean language plpgsql immutable as $$
declare total int := 0; digit int; i int; digits text := regexp_replace(code, '[^0-9]', '', 'g');
begin
    if length(digits) = 0 then return false; end if;
    for i in 1..length(digits) loop
        digit := substr(digits, length(digits) - i + 1, 1)::int;
        if i % 2 = 0 then digit := digit * 2; if digit > 9 then digit := digit - 9; end if; end if;
        total := total + digit;
    end loop;
    return total % 10 = 0;
end $$;
create function is_tidy(word text) returns boolean language sql immutable as $$ select length(word) % 2 = 0 $$;
create function goes_with(a int, b int) returns boolean language sql immutable as $$ select (a + b) % 7 = 0 $$;
create domain tidy as text check (is_tidy(value));
create table cards (id bigint primary key, number int not null check (is_luhn(number::text)), title tidy not null, a int not null, b int not null, check (goes_with(a, b)));
create table codes (code int not null unique check (is_luhn(code::text)));
