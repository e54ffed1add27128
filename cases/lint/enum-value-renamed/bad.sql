-- expect: enum-value-renamed
alter type state rename value 'open' to 'new';
