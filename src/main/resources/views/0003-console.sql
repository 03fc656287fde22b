-- What a host did of one part that there is to play: harvester, sender ... For lists, in order.
create table conduct (
  ip text not null, part text not null, count integer not null, first integer not null,
  last integer not null, primary key (ip, part)) without rowid;
create index conduct_last on conduct (part, last, ip);
create index conduct_count on conduct (part, count, ip);
insert into conduct select ip, case
    when reason in ('TRESPASSED', 'HARVESTED', 'HARVEST_MAILED', 'GUESSED') then 'HARVESTER'
    when reason in ('MAILED_BAIT', 'MAILED_TRAP', 'RELAYED') then 'SENDER'
    when reason in ('PROXIED', 'USED_PROXY') then 'PROXY_USER'
    when reason = 'TRIED_PASSWORDS' then 'PASSWORD_GUESSER'
    when reason in ('POSTED_FORMS', 'POSTED_BAIT') then 'FORM_SPAMMER'
    else 'SCANNER' end as part, sum(count), min(first), max(last) from deed group by 1, 2;

-- Who the DNS says is a search engine's; asked for with every decision.
create index walk_confirmed on walk (ip) where standing = 'confirmed';

-- What a reader sees of a text, the first of it, in lower case: to be searched.
create table wording (sha256 text primary key, words text not null) without rowid;

-- How many addresses were given to visitors in an hour.
create table given (hour integer primary key, addresses integer not null);
insert into given select time / 3600000, count(*) from address group by 1;

-- What is asked of one host is answered from the index alone: a busy one has very many rows.
drop index event_ip;
create index event_ip on event (ip, id, action);
drop index address_ip;
create index address_ip on address (ip, visit, time);
