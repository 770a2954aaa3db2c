-- Views over the record kinds (tables or views `filing`, `statement`, `tranche`, ...) of a zone.

-- Statements that name their deal and date, with the filing they came in.
-- `page_group` is the group or class that a page covers alone, '' where it covers the deal.
-- `is_amendment`: by the form (8-K/A), or because the page says that it is revised.
-- `content` tells pages of the same bytes: the document's SHA-256 and the statement's place in it.
CREATE OR REPLACE VIEW dated_statement AS
SELECT s.accession, s.document, s.statement, s.deal, s.distribution_date,
    CAST(date_trunc('month', s.distribution_date) AS DATE) AS month,
    coalesce(s."group", '') AS page_group,
    f.form, f.filed, f.form LIKE '%/A' OR coalesce(s.revised, false) AS is_amendment,
    coalesce(s.revised, false) AS revised, s.printed_at, s.layout, s.lines, s.checks,
    list_filter(f.documents, lambda one: one.sequence = s.document)[1].sha256 || '/' || row_number() OVER (
        PARTITION BY s.accession, s.document ORDER BY s.statement) AS content
FROM statement s JOIN filing f USING (accession)
WHERE s.deal IS NOT NULL AND s.distribution_date IS NOT NULL AND s.layout IS NOT NULL;

-- The statement that counts for each deal, group and month: an amendment before what it amends, the one
-- filed last before those before it. By month and not by day: amendments correct dates too.
CREATE OR REPLACE VIEW latest_statement AS
SELECT * FROM dated_statement
QUALIFY row_number() OVER (
    PARTITION BY deal, page_group, month
    ORDER BY is_amendment DESC, filed DESC, revised DESC, printed_at DESC NULLS LAST,
        accession DESC, document DESC, statement DESC) = 1;

-- Classes of the statements that count. `class_key` is the class's identity over time: its CUSIP (the one
-- that its pages print for this name in other months, where a month prints none), else its name and its
-- place among those of that name, as names are cut ('A-III-' five times). One trustee prints 'I-A-1' where
-- another has 'IA1': a name is its letters and digits, unless that makes two names of a statement one.
CREATE OR REPLACE VIEW class_history AS
WITH placed AS (
    SELECT s.deal, s.page_group, s.month, s.form, s.filed, s.revised, s.layout,
        t.* EXCLUDE (deal, series, record),
        upper(regexp_replace(coalesce(t.class_name, ''), '[^A-Za-z0-9]', '', 'g')) AS bare_name,
        row_number() OVER (PARTITION BY t.accession, t.statement, t.class_name ORDER BY t.tranche) AS turn,
        CASE WHEN count(*) OVER (PARTITION BY t.accession, t.statement, t.cusip) = 1 THEN t.cusip END
            AS sole_cusip
    FROM latest_statement s JOIN tranche t USING (accession, document, statement)
), named AS (
    SELECT * EXCLUDE (bare_name, turn),
        CASE WHEN min(class_name) OVER same = max(class_name) OVER same THEN bare_name
            ELSE coalesce(class_name, '') END || '#' || turn AS name_key
    FROM placed WINDOW same AS (PARTITION BY accession, statement, bare_name)
), known AS (
    SELECT deal, page_group, name_key, min(sole_cusip) AS cusip FROM named GROUP BY ALL
    HAVING count(DISTINCT sole_cusip) = 1
)
SELECT named.* EXCLUDE (sole_cusip, name_key),
    coalesce(sole_cusip, known.cusip, name_key) AS class_key
FROM named LEFT JOIN known USING (deal, page_group, name_key);

-- Loan groups of the statements that count.
CREATE OR REPLACE VIEW pool_history AS
SELECT s.month, s.form, s.filed, p.* EXCLUDE (record)
FROM latest_statement s JOIN pool p USING (accession, document, statement);

-- Delinquency of each deal, loan group and month; balances in US dollars, a bucket that is not printed is null.
-- `includes` says whether the delinquent figures hold loans in foreclosure, bankruptcy or REO as well.
-- A table without a group is of all loans, and so is its `pool_ending_balance`.
CREATE OR REPLACE VIEW delinquency_by_month AS
WITH group_balance AS (
    SELECT accession, document, statement, "group", any_value(ending_balance) AS ending_balance
    FROM pool GROUP BY ALL
), whole_balance AS (
    SELECT accession, document, statement, sum(ending_balance) AS ending_balance
    FROM group_balance GROUP BY ALL HAVING count(*) = count(ending_balance)
)
SELECT s.month, s.form, s.filed, d.accession, d.deal, d.distribution_date, d."group",
    max(d.balance) FILTER (status = 'delinquent' AND bucket = '30-59') AS delinquent_30_59,
    max(d.balance) FILTER (status = 'delinquent' AND bucket = '60-89') AS delinquent_60_89,
    sum(d.balance) FILTER (status = 'delinquent'
        AND bucket NOT IN ('current', '0-29', '30-59', '60-89', 'total')) AS delinquent_90_or_more,
    coalesce(max(d.balance) FILTER (status = 'delinquent' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'delinquent' AND bucket <> 'current')) AS delinquent,
    coalesce(max(d.balance) FILTER (status = 'foreclosure' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'foreclosure')) AS foreclosure,
    coalesce(max(d.balance) FILTER (status = 'bankruptcy' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'bankruptcy')) AS bankruptcy,
    coalesce(max(d.balance) FILTER (status = 'reo' AND bucket = 'total'),
        sum(d.balance) FILTER (status = 'reo')) AS reo,
    any_value(d.includes) AS includes,
    coalesce(any_value(p.ending_balance), any_value(w.ending_balance) FILTER (d."group" IS NULL))
        AS pool_ending_balance
FROM latest_statement s JOIN delinquency d USING (accession, document, statement)
LEFT JOIN group_balance p ON p.accession = d.accession AND p.document = d.document AND p.statement = d.statement
    AND p."group" IS NOT DISTINCT FROM d."group"
LEFT JOIN whole_balance w ON w.accession = d.accession AND w.document = d.document AND w.statement = d.statement
GROUP BY s.month, s.form, s.filed, d.accession, d.document, d.statement, d.deal, d.distribution_date, d."group";
