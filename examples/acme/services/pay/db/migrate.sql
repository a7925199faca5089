-- 0042: why a payment was declined, as the bank puts it.
alter table payments add column decline_code text;
create index concurrently payments_declined on payments (created_at) where decline_code is not null;
