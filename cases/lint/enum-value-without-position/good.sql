alter type state add value 'lost' after 'closed';
