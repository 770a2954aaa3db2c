-- Views over the record kinds (tables or views `filing`, `statement`, `tranche`, ...) of a zone.

-- Statements that name their deal and date, with the filing they came in.
-- `page_group` is the group or class that a page covers alone, '' where it covers the deal.
-- `is_amendment`: by the form (8-K/A), or because the page says that it is revised.
-- `content` identifies pages of the same bytes: the document's SHA-256 and the statement's position in it.
CREATE OR REPLACE VIEW dated_statement AS
SELECT s.accession, s.document, s.statement, s.deal, s.distribution_date,
    CAST(date_trunc('month', s.distribution_date) AS DATE) AS month,
    coalesce(s."group", '') AS page_group,
    f.form, f.filed, f.form LIKE '%/A' OR coalesce(s.revised, false) AS is_amendment,
    coalesce(s.revised, false) AS revised, s.printed_at, s.layout, s.lines, s.checks, s.numbers,
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
-- position among those of that name, as names are cut ('A-III-' five times). One trustee prints 'I-A-1' where
-- another has 'IA1': a name is its letters and digits, unless that makes two names of a statement one.
-- `factor` is the rest of a dollar of original balance: as printed, else from the table per 1,000, else ending
-- over original balance; null with a `factor_reason` where the page prints none of these.
CREATE OR REPLACE VIEW class_history AS
WITH placed AS (  -- only what identifies a class: windows over whole records would hold them in memory
    SELECT s.deal, s.page_group, s.month, s.form, s.filed, s.revised, s.layout,
        t.accession, t.document, t.statement, t.tranche, t.class_name,
        upper(regexp_replace(coalesce(t.class_name, ''), '[^A-Za-z0-9]', '', 'g')) AS bare_name,
        row_number() OVER (PARTITION BY t.accession, t.statement, t.class_name ORDER BY t.tranche) AS turn,
        CASE WHEN count(*) OVER (PARTITION BY t.accession, t.statement, t.cusip) = 1 THEN t.cusip END
            AS sole_cusip
    FROM latest_statement s JOIN tranche t USING (accession, document, statement)
), named AS (
    SELECT * EXCLUDE (bare_name, turn, class_name),
        CASE WHEN min(class_name) OVER same = max(class_name) OVER same THEN bare_name
            ELSE coalesce(class_name, '') END || '#' || turn AS name_key
    FROM placed WINDOW same AS (PARTITION BY accession, statement, bare_name)
), known AS (
    SELECT deal, page_group, name_key, min(sole_cusip) AS cusip FROM named GROUP BY ALL
    HAVING count(DISTINCT sole_cusip) = 1
)
SELECT n.deal, n.page_group, n.month, n.form, n.filed, n.revised, n.layout,
    t.* EXCLUDE (deal, series, record, factor), coalesce(n.sole_cusip, known.cusip, n.name_key) AS class_key,
    CAST(coalesce(t.factor, t.ending_balance_per_1000 / 1000, t.ending_balance / nullif(t.original_balance, 0))
        AS DECIMAL(38, 12)) AS factor,
    CASE WHEN t.factor IS NOT NULL THEN 'printed' WHEN t.ending_balance_per_1000 IS NOT NULL THEN 'per 1,000'
        WHEN t.ending_balance / nullif(t.original_balance, 0) IS NOT NULL THEN 'balance over original' END
        AS factor_source,
    CASE WHEN coalesce(t.factor, t.ending_balance_per_1000) IS NOT NULL THEN NULL
        WHEN t.ending_balance IS NULL THEN 'no factor and no ending balance is printed'
        WHEN t.original_balance IS NULL THEN 'no factor and no original balance is printed'
        WHEN t.original_balance = 0 THEN 'the original balance is 0' END AS factor_reason
FROM named n JOIN tranche t USING (accession, document, statement, tranche)
LEFT JOIN known ON known.deal = n.deal AND known.page_group = n.page_group AND known.name_key = n.name_key;

-- Loan groups of the statements that count.
CREATE OR REPLACE VIEW pool_history AS
SELECT s.month, s.form, s.filed, p.* EXCLUDE (record)
FROM latest_statement s JOIN pool p USING (accession, document, statement);

-- Delinquency of each deal, loan group and month, a column a status and bucket: US dollars, numbers of loans
-- (`..._count`) and the percentages of the balance that the page prints (`..._pct`). What is not printed is null.
-- `includes` says whether the delinquent figures hold loans in foreclosure, bankruptcy or REO as well.
-- A table without a group is of all loans, and so is its `pool_ending_balance`.
-- The sum where every term is printed, else null: a sum of what happens to be printed would be too small.
CREATE OR REPLACE MACRO whole_sum(term, wanted := true) AS
    CASE WHEN count(*) FILTER (wanted) = count(term) FILTER (wanted) THEN sum(term) FILTER (wanted) END;
CREATE OR REPLACE MACRO in_bucket(figure, status, bucket, wanted) AS
    max(figure) FILTER (status = 'delinquent' AND bucket = wanted);
CREATE OR REPLACE MACRO ninety_or_more(figure, status, bucket) AS
    whole_sum(figure, status = 'delinquent' AND bucket NOT IN ('current', '0-29', '30-59', '60-89', 'total'));
-- A status's printed total, else its buckets added up.
CREATE OR REPLACE MACRO in_status(figure, status, bucket, wanted) AS
    coalesce(max(figure) FILTER (status = wanted AND bucket = 'total'),
        whole_sum(figure, status = wanted AND bucket NOT IN ('current', 'total')));
CREATE OR REPLACE VIEW delinquency_by_month AS
WITH group_balance AS (
    SELECT accession, document, statement, "group", any_value(ending_balance) AS ending_balance
    FROM pool GROUP BY ALL
), whole_balance AS (
    SELECT accession, document, statement, sum(ending_balance) AS ending_balance
    FROM group_balance GROUP BY ALL HAVING count(*) = count(ending_balance)
)
SELECT s.month, s.form, s.filed, d.accession, d.document, d.statement, d.deal, d.distribution_date, d."group",
    in_bucket(d.balance, status, bucket, '30-59') AS delinquent_30_59,
    in_bucket(d.balance, status, bucket, '60-89') AS delinquent_60_89,
    ninety_or_more(d.balance, status, bucket) AS delinquent_90_or_more,
    in_status(d.balance, status, bucket, 'delinquent') AS delinquent,
    in_status(d.balance, status, bucket, 'foreclosure') AS foreclosure,
    in_status(d.balance, status, bucket, 'bankruptcy') AS bankruptcy,
    in_status(d.balance, status, bucket, 'reo') AS reo,
    in_bucket(d.loan_count, status, bucket, '30-59') AS delinquent_30_59_count,
    in_bucket(d.loan_count, status, bucket, '60-89') AS delinquent_60_89_count,
    ninety_or_more(d.loan_count, status, bucket) AS delinquent_90_or_more_count,
    in_status(d.loan_count, status, bucket, 'delinquent') AS delinquent_count,
    in_status(d.loan_count, status, bucket, 'foreclosure') AS foreclosure_count,
    in_status(d.loan_count, status, bucket, 'bankruptcy') AS bankruptcy_count,
    in_status(d.loan_count, status, bucket, 'reo') AS reo_count,
    in_bucket(d.balance_pct, status, bucket, '30-59') AS delinquent_30_59_pct,
    in_bucket(d.balance_pct, status, bucket, '60-89') AS delinquent_60_89_pct,
    ninety_or_more(d.balance_pct, status, bucket) AS delinquent_90_or_more_pct,
    in_status(d.balance_pct, status, bucket, 'delinquent') AS delinquent_pct,
    in_status(d.balance_pct, status, bucket, 'foreclosure') AS foreclosure_pct,
    in_status(d.balance_pct, status, bucket, 'bankruptcy') AS bankruptcy_pct,
    in_status(d.balance_pct, status, bucket, 'reo') AS reo_pct,
    any_value(d.includes) AS includes,
    coalesce(any_value(p.ending_balance), any_value(w.ending_balance) FILTER (d."group" IS NULL))
        AS pool_ending_balance
FROM latest_statement s JOIN delinquency d USING (accession, document, statement)
LEFT JOIN group_balance p ON p.accession = d.accession AND p.document = d.document AND p.statement = d.statement
    AND p."group" IS NOT DISTINCT FROM d."group"
LEFT JOIN whole_balance w ON w.accession = d.accession AND w.document = d.document AND w.statement = d.statement
GROUP BY s.month, s.form, s.filed, d.accession, d.document, d.statement, d.deal, d.distribution_date, d."group";
