-- expect note rows-left-out 2 rows are left out
-- table customers
-- table billing.invoices
-- owners
--
-- PostgreSQL database dump
--

\restrict 4nVbQ0dYzkcH2w

SET statement_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET xmloption = content;
SET row_security = off;

CREATE SCHEMA billing;
ALTER SCHEMA billing OWNER TO shop;
COMMENT ON SCHEMA public IS 'standard public schema';

SET default_tablespace = '';
SET default_table_access_method = heap;

CREATE TABLE public.customers (
    id bigint NOT NULL,
    email text NOT NULL
);
ALTER TABLE public.customers OWNER TO shop;

CREATE TABLE billing.invoices (
    id bigint NOT NULL,
    customer_id bigint NOT NULL
);
ALTER TABLE billing.invoices OWNER TO shop;

CREATE FUNCTION public.latest(who bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
begin
  return (select max(id) from billing.invoices where customer_id = who); -- a ; in a body
end
$$;
ALTER FUNCTION public.latest(who bigint) OWNER TO shop;

COPY public.customers (id, email) FROM stdin;
1	ann@example.org
2	bob;'$$@example.org
\.

COPY billing.invoices (id, customer_id) FROM stdin;
\.

SELECT pg_catalog.setval('pg_catalog.pg_class_oid_index'::regclass, 1, false) WHERE false;
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY billing.invoices
    ADD CONSTRAINT invoices_customer_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);
GRANT SELECT ON TABLE public.customers TO reporting;
GRANT ALL ON TABLE public.customers TO postgres;
ALTER DEFAULT PRIVILEGES FOR ROLE shop IN SCHEMA public GRANT SELECT ON TABLES TO reporting;

\unrestrict 4nVbQ0dYzkcH2w
