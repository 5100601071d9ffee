/**
 * How names and what people type are made comparable. Plain SQL expressions are inlined, so that ASCII names, nearly all,
 * cost no call; none is STRICT, which would forbid that.
 */
export const folding = `
  -- Compatibility forms and accents are one with their base letters.
  create function lineage.search_fold_unicode(name text) returns text
  language sql immutable parallel safe
  return lower(regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f]', '', 'g'));

  create function lineage.search_fold(name text) returns text
  language sql immutable parallel safe
  return case when octet_length(name) = char_length(name) then lower(name) else lineage.search_fold_unicode(name) end;

  -- What an index orders by: 200 characters fit a b-tree page whatever the script.
  create function lineage.search_start(name text) returns text
  language sql immutable parallel safe
  return left(lineage.search_fold(left(name, 400)), 200);

  -- The last part of a name: the table of a qualified name, the file of a path, the field of a nested column.
  create function lineage.search_leaf(name text) returns text
  language sql immutable parallel safe
  return left(lineage.search_fold(left(reverse(substring(reverse(rtrim(name, './\\:|#')) from '^[^./\\\\:|#]*')), 400)), 200);

  -- pg_trgm sees no letter beyond ASCII where the database has the C locale. Each such character becomes three ASCII ones,
  -- a trigram of its own, so that it is found in any script and a single ideograph is enough.
  create function lineage.search_code(folded text) returns text
  language sql immutable parallel safe
  begin atomic
    select string_agg(
      case when c.code < 128 then chr(c.code)
        else substr(d.digits, c.code % 36 + 1, 1) || substr(d.digits, c.code / 36 % 36 + 1, 1) || substr(d.digits, c.code / 1296 % 36 + 1, 1)
      end, '' order by c.place)
    from (values ('0123456789abcdefghijklmnopqrstuvwxyz')) d(digits),
      (select ascii(x.letter) as code, x.place from regexp_split_to_table(folded, '') with ordinality x(letter, place)) c;
  end;

  create function lineage.search_key(name text) returns text
  language sql immutable parallel safe
  return case when octet_length(left(name, 400)) = char_length(left(name, 400)) then lower(left(name, 400))
    else coalesce(lineage.search_code(lineage.search_fold_unicode(left(name, 400))), '') end;`;
