-- The analyst's measures, over the statements that count. Each measure that a page does not print is computed
-- here and has a `..._reason` where it is null; docs/measures.md has units, signs, formulas and sources.

CREATE OR REPLACE MACRO share_pct(part, whole) AS
    CASE WHEN whole <> 0 THEN CAST(100 * CAST(part AS DOUBLE) / CAST(whole AS DOUBLE) AS DECIMAL(18, 8)) END;
-- The sum where every term is known, else null: a sum of what happens to be printed would be too small.
CREATE OR REPLACE MACRO whole_sum(term, wanted := true) AS
    CASE WHEN count(*) FILTER (wanted) = count(term) FILTER (wanted) THEN sum(term) FILTER (wanted) END;

-- The statements of a deal's month: that of the whole deal where there is one, else those of its groups.
CREATE OR REPLACE VIEW deal_statement AS
SELECT * FROM latest_statement
QUALIFY page_group = '' OR NOT bool_or(page_group = '') OVER (PARTITION BY deal, month);

-- One row for each deal and month of the pools: the line of all loans where there is one, else its groups.
CREATE OR REPLACE VIEW deal_pool AS
WITH own AS (
    SELECT s.deal, s.month, s.page_group, p.* EXCLUDE (deal)
    FROM deal_statement s JOIN pool p USING (accession, document, statement)
    QUALIFY p."group" IS NULL OR NOT bool_or(p."group" IS NULL) OVER (PARTITION BY s.deal, s.month, s.page_group)
)
SELECT deal, month,
    whole_sum(beginning_balance) AS pool_beginning_balance, whole_sum(ending_balance) AS pool_ending_balance,
    whole_sum(beginning_loan_count) AS beginning_loan_count, whole_sum(ending_loan_count) AS ending_loan_count,
    whole_sum(prepayments) AS prepayments, whole_sum(liquidation_balance) AS liquidated_balance
FROM own GROUP BY deal, month;

-- Prepayment speeds. scheduled = beginning - ending - prepayments; SMM = prepayments / (beginning - scheduled).
CREATE OR REPLACE VIEW prepayment_speed AS
WITH monthly AS (
    SELECT *, pool_ending_balance + prepayments AS at_risk,
        CASE WHEN prepayments IS NULL THEN 'prepayments are not printed'
            WHEN pool_beginning_balance IS NULL OR pool_ending_balance IS NULL
                THEN 'the pool''s balances are not printed'
            WHEN pool_ending_balance + prepayments <= 0 THEN 'the pool is paid off'
            WHEN prepayments < 0 THEN 'prepayments are negative' END AS reason
    FROM deal_pool
), smm AS (
    SELECT *, CASE WHEN reason IS NULL THEN CAST(prepayments AS DOUBLE) / CAST(at_risk AS DOUBLE) END AS smm
    FROM monthly
), quarter AS (
    SELECT *,
        count(smm) OVER three AS known, min(month) OVER three AS first,
        product(1 - smm) OVER three AS kept
    FROM smm WINDOW three AS (PARTITION BY deal ORDER BY month ROWS 2 PRECEDING)
)
SELECT deal, month, pool_beginning_balance, pool_ending_balance, beginning_loan_count, ending_loan_count, prepayments,
    liquidated_balance, CAST(100 * smm AS DECIMAL(18, 8)) AS smm_pct,
    CAST(100 * (1 - pow(1 - smm, 12)) AS DECIMAL(18, 8)) AS cpr_pct,
    reason AS cpr_reason,
    CASE WHEN known = 3 AND first = month - INTERVAL 2 MONTH
        THEN CAST(100 * (1 - pow(kept, 4)) AS DECIMAL(18, 8)) END AS cpr_3_months_pct,
    CASE WHEN reason IS NOT NULL THEN reason
        WHEN known < 3 OR first <> month - INTERVAL 2 MONTH
            THEN 'a month of the last three is missing or has no speed' END AS cpr_3_months_reason
FROM quarter;

-- Losses of a deal's month. `cumulative_loss_source` says which of three places prints the running total;
-- `is_net` whether recoveries are taken off it.
CREATE OR REPLACE VIEW loss_history AS
WITH of_classes AS (
    SELECT s.deal, s.month, sum(t.realized_loss) AS loss, whole_sum(t.cumulative_realized_loss) AS cumulative
    FROM deal_statement s JOIN tranche t USING (accession, document, statement) GROUP BY ALL
), of_total AS (
    SELECT s.deal, s.month, whole_sum(t.realized_loss) AS loss, whole_sum(t.cumulative_realized_loss) AS cumulative
    FROM deal_statement s JOIN total t USING (accession, document, statement)
    WHERE t."group" IS NULL OR t.cumulative_realized_loss IS NOT NULL GROUP BY ALL
), by_type AS (
    SELECT s.deal, s.month, sum(a.value) FILTER (a.name = 'loss_current_month') AS loss,
        sum(a.value) FILTER (a.name = 'recoveries_current_month') AS recoveries,
        sum(a.value) FILTER (a.name = 'cumulative_loss_ending') AS cumulative
    FROM deal_statement s JOIN amount a USING (accession, document, statement)
    WHERE a.name IN ('loss_current_month', 'recoveries_current_month', 'cumulative_loss_ending') GROUP BY ALL
)
SELECT d.deal, d.month,
    coalesce(k.loss, t.loss, c.loss) AS realized_loss, k.recoveries,
    coalesce(k.cumulative, t.cumulative, c.cumulative) AS cumulative_loss,
    CASE WHEN k.cumulative IS NOT NULL THEN 'loss table' WHEN t.cumulative IS NOT NULL THEN 'class totals'
        WHEN c.cumulative IS NOT NULL THEN 'classes' END AS cumulative_loss_source,
    CASE WHEN k.cumulative IS NOT NULL THEN k.recoveries IS NOT NULL
        WHEN coalesce(t.cumulative, c.cumulative) IS NOT NULL THEN false END AS is_net,
    CASE WHEN coalesce(k.cumulative, t.cumulative, c.cumulative) IS NULL
        THEN 'no running total of losses is printed' END AS cumulative_loss_reason
FROM (SELECT DISTINCT deal, month FROM deal_statement) d
LEFT JOIN of_classes c USING (deal, month) LEFT JOIN of_total t USING (deal, month)
LEFT JOIN by_type k USING (deal, month);

-- Overcollateralization and its target, one row a deal, month and group of the page.
CREATE OR REPLACE VIEW overcollateralization AS
SELECT s.deal, s.month, s.page_group, s.distribution_date, s.accession, s.document, s.statement,
    any_value(a.value) FILTER (a.name = 'overcollateralization_beginning') AS beginning,
    any_value(a.value) FILTER (a.name = 'overcollateralization_change') AS change,
    coalesce(any_value(a.value) FILTER (a.name = 'overcollateralization_ending'),
        any_value(a.value) FILTER (a.name = 'overcollateralization_outstanding')) AS ending,
    any_value(a.value) FILTER (a.name = 'overcollateralization_target') AS target,
    ending - target AS above_target
FROM deal_statement s JOIN amount a USING (accession, document, statement)
WHERE a.name LIKE 'overcollateralization_%'
GROUP BY ALL;

-- What stands below each class: the balances of the classes with a lower claim, by the names that first-lien
-- deals give them (A and R before M before B, each by its number). Null with a reason where a name is none of
-- these: the page does not say which classes take losses first.
CREATE OR REPLACE VIEW class_enhancement AS
WITH ranked AS (
    SELECT deal, month, page_group, class_key, class_name, ending_balance,
        CASE WHEN regexp_matches(class_name, '^(A|R|PO|P|IO|X|NB|CB)(-|\d|$)') THEN 0
            WHEN regexp_matches(class_name, '^(I-|II-|III-)?M-?\d+$')
                THEN 100 + CAST(regexp_extract(class_name, '(\d+)$', 1) AS INTEGER)
            WHEN regexp_matches(class_name, '^(I-|II-|III-)?B-?\d+$')
                THEN 1000 + CAST(regexp_extract(class_name, '(\d+)$', 1) AS INTEGER) END AS rank
    FROM class_history WHERE NOT notional
), known AS (
    SELECT *, count(*) FILTER (rank IS NULL) OVER deal_month AS unranked,
        count(*) FILTER (ending_balance IS NULL) OVER deal_month AS without_balance,
        sum(ending_balance) OVER deal_month AS whole
    FROM ranked WINDOW deal_month AS (PARTITION BY deal, month)
)
SELECT one.deal, one.month, one.page_group, one.class_key, one.class_name, one.ending_balance,
    CASE WHEN unranked = 0 AND without_balance = 0 AND whole > 0
        THEN share_pct(coalesce((SELECT sum(below.ending_balance) FROM ranked below
            WHERE below.deal = one.deal AND below.month = one.month AND below.rank > one.rank), 0), whole)
        END AS enhancement_below_pct,
    CASE WHEN unranked > 0 THEN 'the names do not tell the order of all classes'
        WHEN without_balance > 0 THEN 'a class has no ending balance'
        WHEN whole = 0 THEN 'all classes are paid off' END AS enhancement_below_reason
FROM known one;

-- Loans 60 days and more behind, in foreclosure, in bankruptcy or owned by the trust, once each: statuses that
-- the page says its delinquent figures hold already (`includes`) are not added again.
CREATE OR REPLACE VIEW serious_delinquency AS
WITH own AS (
    SELECT s.deal, s.month, s.page_group, d.status, d.bucket, d.balance, d."group", d.includes
    FROM deal_statement s JOIN delinquency d USING (accession, document, statement)
    WHERE d.status <> 'all'
    QUALIFY d."group" IS NULL OR NOT bool_or(d."group" IS NULL) OVER (PARTITION BY s.deal, s.month, s.page_group)
), included AS (
    SELECT deal, month, coalesce(any_value(includes) FILTER (len(includes) > 0), []) AS includes
    FROM own GROUP BY ALL
), of_status AS (
    SELECT deal, month, page_group, "group", status,
        CASE WHEN status <> 'delinquent' THEN
            coalesce(any_value(balance) FILTER (bucket = 'total'), whole_sum(balance))
        ELSE whole_sum(balance, bucket NOT IN ('current', '0-29', '30-59', 'total')) END AS balance
    FROM own GROUP BY deal, month, page_group, "group", status
)
SELECT deal, month, includes,
    CASE WHEN bool_or(status = 'delinquent')
        THEN whole_sum(balance, NOT list_contains(includes, status)) END AS serious_balance,
    CASE WHEN NOT bool_or(status = 'delinquent') THEN 'no delinquency buckets are printed'
        WHEN whole_sum(balance, NOT list_contains(includes, status)) IS NULL
            THEN 'a bucket or status has no balance' END AS serious_reason
FROM of_status JOIN included USING (deal, month) GROUP BY deal, month, includes;

-- Each deal and month at a glance.
CREATE OR REPLACE VIEW deal_history AS
WITH statements AS (
    SELECT s.deal, s.month, max(s.distribution_date) AS distribution_date,
        list(DISTINCT s.accession ORDER BY s.accession) AS filings,
        string_agg(DISTINCT s.layout, ', ' ORDER BY s.layout) AS layout,
        sum(s.numbers.unmapped) AS unmapped_numbers,
        max(t.closing_date) AS closing_date, max(t.cutoff_date) AS cutoff_date
    FROM deal_statement s JOIN statement t USING (accession, document, statement) GROUP BY ALL
), worst AS (
    SELECT s.deal, s.month,
        max_by(c."level", CASE c."level" WHEN 'error' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END) AS worst_check,
        count(*) AS failed_checks
    FROM deal_statement s JOIN "check" c USING (accession, document, statement) GROUP BY ALL
), classes AS (
    SELECT deal, month, count(*) AS classes,
        whole_sum(original_balance, NOT notional) AS original_balance,
        whole_sum(beginning_balance, NOT notional) AS beginning_balance,
        whole_sum(ending_balance, NOT notional) AS ending_balance
    FROM class_history GROUP BY ALL
), enhancement AS (
    SELECT deal, month, whole_sum(ending) AS overcollateralization, whole_sum(target) AS overcollateralization_target
    FROM overcollateralization GROUP BY ALL
)
SELECT s.deal, s.month, s.distribution_date, s.layout, c.classes, c.original_balance, c.beginning_balance,
    c.ending_balance, share_pct(c.ending_balance, c.original_balance) AS remaining_pct,
    p.pool_beginning_balance, p.pool_ending_balance, p.beginning_loan_count, p.ending_loan_count,
    p.prepayments, p.smm_pct, p.cpr_pct, p.cpr_reason, p.cpr_3_months_pct,
    coalesce(p.cpr_3_months_reason, p.cpr_reason) AS cpr_3_months_reason,
    p.liquidated_balance,
    CASE WHEN p.pool_beginning_balance > 0 THEN CAST(100 * (1 - pow(1 - CAST(p.liquidated_balance AS DOUBLE)
        / CAST(p.pool_beginning_balance AS DOUBLE), 12)) AS DECIMAL(18, 8)) END AS cdr_pct,
    CASE WHEN p.liquidated_balance IS NULL THEN 'no liquidated balance is printed'
        WHEN coalesce(p.pool_beginning_balance, 0) <= 0 THEN 'the pool''s balance is not printed' END AS cdr_reason,
    share_pct(l.realized_loss, p.liquidated_balance) AS severity_pct,
    CASE WHEN p.liquidated_balance IS NULL THEN 'no liquidated balance is printed'
        WHEN p.liquidated_balance = 0 THEN 'nothing was liquidated'
        WHEN l.realized_loss IS NULL THEN 'the month''s loss is not printed' END AS severity_reason,
    d.serious_balance AS delinquent_60_or_more,
    share_pct(d.serious_balance, p.pool_ending_balance) AS delinquent_60_or_more_pct,
    CASE WHEN d.deal IS NULL THEN 'no delinquencies are printed' WHEN d.serious_reason IS NOT NULL THEN d.serious_reason
        WHEN p.pool_ending_balance IS NULL THEN 'the pool''s balance is not printed' END AS delinquent_60_or_more_reason,
    l.realized_loss, l.cumulative_loss, share_pct(l.cumulative_loss, c.original_balance) AS cumulative_loss_pct,
    CASE WHEN l.cumulative_loss_reason IS NOT NULL THEN l.cumulative_loss_reason
        WHEN c.original_balance IS NULL THEN 'the original balance of a class is not printed'
        END AS cumulative_loss_pct_reason,
    e.overcollateralization, e.overcollateralization_target,
    date_diff('month', coalesce(s.closing_date, s.cutoff_date), s.month) AS months_since_closing,
    CASE WHEN s.closing_date IS NOT NULL THEN 'closing date' WHEN s.cutoff_date IS NOT NULL THEN 'cut-off date'
        END AS months_since_closing_from,
    s.filings, s.unmapped_numbers, coalesce(w.failed_checks, 0) AS failed_checks, w.worst_check
FROM statements s LEFT JOIN classes c USING (deal, month) LEFT JOIN prepayment_speed p USING (deal, month)
LEFT JOIN loss_history l USING (deal, month) LEFT JOIN serious_delinquency d USING (deal, month)
LEFT JOIN enhancement e USING (deal, month) LEFT JOIN worst w USING (deal, month);

-- What the zone has of each deal's months, from its first to its last, and of statements that were not read.
CREATE OR REPLACE VIEW coverage AS
WITH months AS (
    SELECT deal, CAST(date_trunc('month', distribution_date) AS DATE) AS month,
        bool_or(layout IS NOT NULL AND layout <> 'general' AND numbers.unmapped = 0) AS whole,
        bool_or(layout IS NOT NULL AND layout <> 'general') AS by_layout,
        bool_or(layout = 'general') AS by_words,
        list(DISTINCT accession ORDER BY accession) AS filings,
        bool_or(f.form LIKE '%/A') AS amended
    FROM statement s JOIN filing f USING (accession)
    WHERE deal IS NOT NULL AND distribution_date IS NOT NULL GROUP BY ALL
), due AS (
    SELECT deal, CAST(unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH)) AS DATE) AS month
    FROM months GROUP BY deal
)
SELECT deal, month,
    CASE WHEN filings IS NULL THEN 'missing' WHEN whole THEN 'read whole'
        WHEN by_layout THEN 'read with unmapped numbers' WHEN by_words THEN 'general' ELSE 'unread' END AS status,
    coalesce(amended, false) AS amended, coalesce(filings, []) AS filings
FROM due LEFT JOIN months USING (deal, month);
