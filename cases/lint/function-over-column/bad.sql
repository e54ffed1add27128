-- expect: function-over-column
delete from orders where lower(state) = 'lost';
