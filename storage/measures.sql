-- The analyst's measures, over the statements that count. Figures that a page does not print are computed, and
-- `<measure>_reason` says why a measure is null; measures.tsv has units, signs, formulas and sources.

CREATE OR REPLACE MACRO share_pct(part, whole) AS
    CASE WHEN whole <> 0 THEN CAST(100 * CAST(part AS DOUBLE) / CAST(whole AS DOUBLE) AS DECIMAL(18, 8)) END;
-- The annual rate of a monthly rate.
CREATE OR REPLACE MACRO of_a_year(share) AS CAST(100 * (1 - pow(1 - share, 12)) AS DECIMAL(18, 8));
-- The common value of values that should be equal, or null if they differ.
CREATE OR REPLACE MACRO sole(term, wanted := true) AS
    CASE WHEN count(DISTINCT term) FILTER (wanted) = 1 THEN any_value(term) FILTER (wanted) END;
-- The reason why a measure is null: its table or a figure in it is missing.
CREATE OR REPLACE MACRO lack(measure, is_there, no_table, no_figure) AS
    CASE WHEN measure IS NOT NULL THEN NULL WHEN is_there THEN no_figure ELSE no_table END;

-- The statements of a deal's month: that of the whole deal where there is one, else those of its groups.
CREATE OR REPLACE VIEW deal_statement AS
SELECT * FROM latest_statement
QUALIFY page_group = '' OR NOT bool_or(page_group = '') OVER (PARTITION BY deal, month);

-- Their classes. Where a page has a class table for each REMIC, one backs the other: they must not be added up.
CREATE OR REPLACE VIEW deal_class AS
SELECT c.*, coalesce(c.notional, false) AS is_strip,
    count(DISTINCT c.remic) OVER (PARTITION BY c.deal, c.month) > 1 AS has_remics,
    count(DISTINCT c.page_group) OVER (PARTITION BY c.deal, c.month) > 1 AS has_pages
FROM class_history c SEMI JOIN deal_statement USING (accession, document, statement);

CREATE OR REPLACE MACRO class_sum(term, is_strip, has_remics) AS
    CASE WHEN NOT bool_or(has_remics) THEN whole_sum(term, NOT is_strip) END;

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
    whole_sum(prepayments) AS prepayments, whole_sum(liquidation_balance) AS liquidated_balance,
    whole_sum(realized_loss) AS realized_loss, whole_sum(cumulative_realized_loss) AS cumulative_loss
FROM own GROUP BY deal, month;

-- Prepayment speeds. scheduled = beginning - ending - prepayments; SMM = prepayments / (beginning - scheduled).
CREATE OR REPLACE VIEW prepayment_speed AS
WITH monthly AS (
    SELECT *, pool_ending_balance + prepayments AS at_risk,
        CASE WHEN prepayments IS NULL THEN 'prepayments are not printed'
            WHEN pool_beginning_balance IS NULL OR pool_ending_balance IS NULL
                THEN 'the pool''s balances are not printed'
            WHEN pool_ending_balance < 0 THEN 'the pool''s balance is negative'
            WHEN pool_ending_balance + prepayments <= 0 THEN 'the pool is paid off'
            WHEN prepayments < 0 THEN 'prepayments are negative' END AS reason
    FROM deal_pool
), smm AS (
    SELECT *, CASE WHEN reason IS NULL THEN CAST(prepayments AS DOUBLE) / CAST(at_risk AS DOUBLE) END AS smm
    FROM monthly
), quarter AS (
    SELECT *, count(smm) OVER three AS known, min(month) OVER three AS first, product(1 - smm) OVER three AS kept
    FROM smm WINDOW three AS (PARTITION BY deal ORDER BY month ROWS 2 PRECEDING)
)
SELECT * EXCLUDE (at_risk, reason, smm, known, first, kept),
    CAST(100 * smm AS DECIMAL(18, 8)) AS smm_pct, of_a_year(smm) AS cpr_pct, reason AS cpr_pct_reason,
    CASE WHEN known = 3 AND first = month - INTERVAL 2 MONTH
        THEN CAST(100 * (1 - pow(kept, 4)) AS DECIMAL(18, 8)) END AS cpr_3_months_pct,
    CASE WHEN reason IS NOT NULL THEN reason
        WHEN known < 3 OR first <> month - INTERVAL 2 MONTH
            THEN 'a month of the last three is missing or has no speed' END AS cpr_3_months_pct_reason
FROM quarter;

-- The amounts of loss tables: the deal's own where there are some, else its groups'; the total where there is
-- one, else its parts.
CREATE OR REPLACE VIEW loss_amount AS
SELECT s.deal, s.month, s.page_group, a.name, a.loss_type, a."group", a.label, a.value
FROM deal_statement s JOIN amount a USING (accession, document, statement)
WHERE a.name IN ('cumulative_loss_beginning', 'loss_current_month', 'recoveries_current_month',
    'cumulative_loss_ending', 'cumulative_recoveries')
QUALIFY (a."group" IS NULL
        OR NOT bool_or(a."group" IS NULL) OVER (PARTITION BY s.deal, s.month, s.page_group, a.name))
    AND (coalesce(a.loss_type, '') = 'total' OR NOT bool_or(coalesce(a.loss_type, '') = 'total') OVER (
        PARTITION BY s.deal, s.month, s.page_group, a.name, a."group"));

-- Losses of a deal's month. Pages print the running total in four places; `cumulative_loss_source` says in which.
-- `is_net`: whether recoveries are taken off it, as the roll of the loss table or its words show.
CREATE OR REPLACE VIEW loss_history AS
WITH of_classes AS (
    SELECT deal, month, class_sum(realized_loss, is_strip, has_remics) AS loss,
        class_sum(cumulative_realized_loss, is_strip, has_remics) AS cumulative
    FROM deal_class GROUP BY ALL
), printed_total AS (
    SELECT s.deal, s.month, s.page_group, sole(t.realized_loss) AS loss,
        sole(t.cumulative_realized_loss) AS cumulative
    FROM deal_statement s JOIN total t USING (accession, document, statement)
    WHERE t."group" IS NULL AND t.remic IS NULL GROUP BY ALL
), of_total AS (
    SELECT s.deal, s.month, whole_sum(t.loss) AS loss, whole_sum(t.cumulative) AS cumulative
    FROM (SELECT DISTINCT deal, month, page_group FROM deal_statement) s
    LEFT JOIN printed_total t USING (deal, month, page_group) GROUP BY ALL
), by_type AS (
    SELECT deal, month, whole_sum(value, name = 'cumulative_loss_beginning') AS beginning,
        whole_sum(value, name = 'loss_current_month') AS loss,
        whole_sum(value, name = 'recoveries_current_month') AS recoveries,
        whole_sum(value, name = 'cumulative_loss_ending') AS cumulative,
        whole_sum(value, name = 'cumulative_recoveries') AS all_recoveries,
        bool_or(label ILIKE '%net%') FILTER (name = 'cumulative_loss_ending') AS says_net
    FROM loss_amount GROUP BY ALL
), found AS (
    SELECT d.deal, d.month, coalesce(k.loss, t.loss, c.loss, p.realized_loss) AS realized_loss, k.recoveries,
        coalesce(k.cumulative, t.cumulative, c.cumulative, p.cumulative_loss) AS cumulative_loss,
        CASE WHEN k.cumulative IS NOT NULL THEN 'loss table' WHEN t.cumulative IS NOT NULL THEN 'class totals'
            WHEN c.cumulative IS NOT NULL THEN 'classes' WHEN p.cumulative_loss IS NOT NULL THEN 'pools' END
            AS cumulative_loss_source,
        CASE WHEN k.cumulative IS NULL THEN NULL
            WHEN k.beginning + k.loss - k.recoveries = k.cumulative THEN true
            WHEN k.beginning + k.loss = k.cumulative AND k.recoveries <> 0 THEN false
            WHEN k.says_net THEN true WHEN k.all_recoveries IS NOT NULL THEN false END AS is_net
    FROM (SELECT DISTINCT deal, month FROM deal_statement) d
    LEFT JOIN of_classes c USING (deal, month) LEFT JOIN of_total t USING (deal, month)
    LEFT JOIN by_type k USING (deal, month) LEFT JOIN deal_pool p USING (deal, month)
)
SELECT deal, month, realized_loss, lack(realized_loss, true, '', 'no loss of the month is printed')
        AS realized_loss_reason,
    recoveries, cumulative_loss, lack(cumulative_loss, true, '', 'no running total of losses is printed')
        AS cumulative_loss_reason,
    cumulative_loss_source, is_net,
    lack(is_net, cumulative_loss IS NOT NULL, 'no running total of losses is printed',
        'the page does not say whether recoveries are taken off') AS is_net_reason
FROM found;

-- Overcollateralization and its target, one row a deal, month and group: `page_group` where a page covers a
-- group alone, `group` where a page prints several.
CREATE OR REPLACE VIEW overcollateralization AS
WITH printed AS (
    SELECT s.deal, s.month, s.page_group, a."group", s.distribution_date, s.accession, s.document, s.statement,
        sole(a.value, a.name = 'overcollateralization_beginning') AS beginning,
        sole(a.value, a.name = 'overcollateralization_change') AS change,
        coalesce(sole(a.value, a.name = 'overcollateralization_ending'),
            sole(a.value, a.name = 'overcollateralization_outstanding')) AS ending,
        sole(a.value, a.name = 'overcollateralization_target') AS target
    FROM deal_statement s JOIN amount a USING (accession, document, statement)
    WHERE a.name IN ('overcollateralization_beginning', 'overcollateralization_change',
        'overcollateralization_ending', 'overcollateralization_outstanding', 'overcollateralization_target')
    GROUP BY ALL
)
SELECT *, ending - target AS above_target,
    CASE WHEN ending IS NULL THEN 'no overcollateralization at the month''s end is printed'
        WHEN target IS NULL THEN 'no target is printed' END AS above_target_reason
FROM printed;

-- The subordination of each class: the balances of classes with a lower claim, by the names that first-lien
-- deals give them (A and R before M before B, each by its number). Null with a reason where a name is none of
-- these, or the subordinate classes are of one group: the page does not say which classes take losses first.
CREATE OR REPLACE VIEW class_enhancement AS
WITH ranked AS (
    SELECT deal, month, page_group, class_key, class_name, ending_balance, has_remics, has_pages,
        CASE WHEN regexp_matches(class_name, '^(A|R|PO|P|IO|X|NB|CB)(-|\d|$)') THEN 0
            WHEN regexp_matches(class_name, '^M-?\d+$')
                THEN 100 + CAST(regexp_extract(class_name, '(\d+)$', 1) AS INTEGER)
            WHEN regexp_matches(class_name, '^B-?\d+$')
                THEN 1000 + CAST(regexp_extract(class_name, '(\d+)$', 1) AS INTEGER) END AS rank
    FROM deal_class WHERE NOT is_strip
), known AS (
    SELECT *, count(*) FILTER (rank IS NULL) OVER deal_month AS unranked,
        count(*) FILTER (ending_balance IS NULL) OVER deal_month AS without_balance,
        sum(ending_balance) OVER deal_month AS whole,
        coalesce(sum(ending_balance) OVER (PARTITION BY deal, month ORDER BY rank
            RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0) AS below
    FROM ranked WINDOW deal_month AS (PARTITION BY deal, month)
), judged AS (
    SELECT *, CASE WHEN has_pages THEN 'the classes are on pages of several groups'
        WHEN has_remics THEN 'class tables of several REMICs are printed'
        WHEN unranked > 0 THEN 'the names do not give the order of all classes'
        WHEN without_balance > 0 THEN 'a class has no ending balance'
        WHEN whole = 0 THEN 'all classes are paid off' END AS reason
    FROM known
)
SELECT deal, month, page_group, class_key, class_name, ending_balance,
    CASE WHEN reason IS NULL THEN share_pct(below, whole) END AS enhancement_below_pct,
    reason AS enhancement_below_pct_reason
FROM judged;

-- Loans 60 days and more behind, in foreclosure, in bankruptcy or owned by the trust, once each: statuses that
-- the page says its delinquent figures hold already (`includes`) are not added again, and lines that are sums
-- over statuses ('all', 'any') are left out.
CREATE OR REPLACE VIEW serious_delinquency AS
WITH own AS (
    SELECT s.deal, s.month, s.page_group, d.status, d.bucket, d.balance, d."group", d.includes
    FROM deal_statement s JOIN delinquency d USING (accession, document, statement)
    WHERE d.status NOT IN ('all', 'any')
    QUALIFY d."group" IS NULL OR NOT bool_or(d."group" IS NULL) OVER (PARTITION BY s.deal, s.month, s.page_group)
), included AS (
    SELECT deal, month, page_group, "group",
        coalesce(any_value(includes) FILTER (len(includes) > 0), []) AS includes
    FROM own GROUP BY ALL
), of_status AS (
    SELECT deal, month, page_group, "group", status,
        CASE WHEN status <> 'delinquent' THEN coalesce(sole(balance, bucket = 'total'), whole_sum(balance))
        ELSE whole_sum(balance, bucket NOT IN ('current', '0-29', '30-59', 'total')) END AS balance
    FROM own GROUP BY deal, month, page_group, "group", status
), once AS (
    SELECT o.*, NOT list_contains(i.includes, o.status) AS is_alone
    FROM of_status o JOIN included i ON i.deal = o.deal AND i.month = o.month AND i.page_group = o.page_group
        AND i."group" IS NOT DISTINCT FROM o."group"
)
SELECT deal, month,
    CASE WHEN bool_or(status = 'delinquent') THEN whole_sum(balance, is_alone) END AS serious_balance,
    CASE WHEN NOT bool_or(status = 'delinquent') THEN 'no delinquency buckets are printed'
        WHEN whole_sum(balance, is_alone) IS NULL THEN 'a bucket or status has no balance' END AS serious_reason
FROM once GROUP BY deal, month;

-- The main measures of each deal and month.
CREATE OR REPLACE VIEW deal_history AS
WITH statements AS (
    SELECT s.deal, s.month, max(s.distribution_date) AS distribution_date,
        list(DISTINCT s.accession ORDER BY s.accession) AS filings,
        string_agg(DISTINCT s.layout, ', ' ORDER BY s.layout) AS layout,
        sum(s.numbers.unmapped) AS unmapped_numbers,
        max(t.closing_date) AS closing_date, max(t.cutoff_date) AS cutoff_date
    FROM deal_statement s JOIN statement t USING (accession, document, statement) GROUP BY ALL
), graded AS (
    SELECT s.deal, s.month, s.accession, c."level",
        CASE c."level" WHEN 'error' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END AS grade
    FROM deal_statement s JOIN "check" c USING (accession, document, statement)
), worst AS (
    SELECT deal, month, count(*) AS failed_checks, first("level" ORDER BY grade DESC, accession) AS worst_check,
        first(accession ORDER BY grade DESC, accession) AS worst_check_filing
    FROM graded GROUP BY ALL
), classes AS (
    SELECT deal, month, count(*) AS classes, class_sum(original_balance, is_strip, has_remics) AS original_balance,
        class_sum(beginning_balance, is_strip, has_remics) AS beginning_balance,
        class_sum(ending_balance, is_strip, has_remics) AS ending_balance,
        CASE WHEN bool_or(has_remics) THEN 'class tables of several REMICs are printed' END AS remics
    FROM deal_class GROUP BY ALL
), by_class AS (
    SELECT deal, month, enhancement_below_pct, enhancement_below_pct_reason,
        CASE WHEN count(*) OVER (PARTITION BY deal, month, class_name) = 1 THEN class_name ELSE class_key END AS class
    FROM class_enhancement
), below AS (
    SELECT deal, month, any_value(enhancement_below_pct_reason) AS reason,
        map_from_entries(list((class, enhancement_below_pct) ORDER BY class)) AS enhancement
    -- A map has no key twice and none that is null.
    FROM (SELECT DISTINCT ON (deal, month, class) * FROM by_class WHERE class IS NOT NULL ORDER BY ALL)
    GROUP BY ALL
), own_enhancement AS (
    SELECT deal, month, ending, target FROM overcollateralization
    QUALIFY "group" IS NULL OR NOT bool_or("group" IS NULL) OVER (PARTITION BY deal, month, page_group)
), enhancement AS (
    SELECT deal, month, whole_sum(ending) AS ending, whole_sum(target) AS target FROM own_enhancement GROUP BY ALL
), defaults AS (
    SELECT deal, month, CASE WHEN liquidated_balance IS NULL THEN 'no liquidated balance is printed'
        WHEN coalesce(pool_beginning_balance, 0) <= 0 THEN 'the pool''s balance is not printed'
        WHEN liquidated_balance NOT BETWEEN 0 AND pool_beginning_balance
            THEN 'the liquidated balance is not part of the pool''s' END AS reason
    FROM deal_pool
), computed AS (
    SELECT s.*, c.* EXCLUDE (deal, month), p.* EXCLUDE (deal, month, realized_loss, cumulative_loss),
        c.deal IS NOT NULL AS has_classes, p.deal IS NOT NULL AS has_pool, e.deal IS NOT NULL AS has_target,
        CASE WHEN p.deal IS NULL THEN 'no pool is printed' ELSE f.reason END AS cdr_pct_reason,
        CASE WHEN p.liquidated_balance IS NULL THEN 'no liquidated balance is printed'
            WHEN p.liquidated_balance <= 0 THEN 'nothing was liquidated'
            WHEN l.realized_loss IS NULL THEN 'the month''s loss is not printed' END AS severity_pct_reason,
        d.serious_balance AS delinquent_60_or_more,
        CASE WHEN d.deal IS NULL THEN 'no delinquencies are printed' ELSE d.serious_reason END
            AS delinquent_60_or_more_reason,
        l.realized_loss, l.realized_loss_reason, l.cumulative_loss, l.cumulative_loss_reason,
        e.ending AS overcollateralization, e.target AS overcollateralization_target,
        CASE WHEN b.reason IS NULL THEN b.enhancement END AS enhancement_below_pct,
        CASE WHEN b.deal IS NULL THEN 'no class but strips is printed' ELSE b.reason END
            AS enhancement_below_pct_reason,
        date_diff('month', coalesce(s.closing_date, s.cutoff_date), s.month) AS months_since_closing,
        coalesce(w.failed_checks, 0) AS failed_checks, w.worst_check, w.worst_check_filing
    FROM statements s LEFT JOIN classes c USING (deal, month) LEFT JOIN prepayment_speed p USING (deal, month)
    LEFT JOIN defaults f USING (deal, month) LEFT JOIN loss_history l USING (deal, month)
    LEFT JOIN serious_delinquency d USING (deal, month) LEFT JOIN enhancement e USING (deal, month)
    LEFT JOIN below b USING (deal, month) LEFT JOIN worst w USING (deal, month)
)
SELECT deal, month, distribution_date, layout, coalesce(classes, 0) AS classes,
    original_balance, coalesce(remics, lack(original_balance, has_classes, 'no class table is printed',
        'the original balance of a class is not printed')) AS original_balance_reason,
    beginning_balance, coalesce(remics, lack(beginning_balance, has_classes, 'no class table is printed',
        'the beginning balance of a class is not printed')) AS beginning_balance_reason,
    ending_balance, coalesce(remics, lack(ending_balance, has_classes, 'no class table is printed',
        'the ending balance of a class is not printed')) AS ending_balance_reason,
    share_pct(ending_balance, original_balance) AS remaining_pct,
    coalesce(ending_balance_reason, original_balance_reason,
        CASE WHEN original_balance = 0 THEN 'the original balance is 0' END) AS remaining_pct_reason,
    pool_beginning_balance, lack(pool_beginning_balance, has_pool, 'no pool is printed',
        'the beginning balance of a group is not printed') AS pool_beginning_balance_reason,
    pool_ending_balance, lack(pool_ending_balance, has_pool, 'no pool is printed',
        'the ending balance of a group is not printed') AS pool_ending_balance_reason,
    beginning_loan_count, lack(beginning_loan_count, has_pool, 'no pool is printed',
        'the loan count of a group is not printed') AS beginning_loan_count_reason,
    ending_loan_count, lack(ending_loan_count, has_pool, 'no pool is printed',
        'the loan count of a group is not printed') AS ending_loan_count_reason,
    prepayments, lack(prepayments, has_pool, 'no pool is printed', 'prepayments are not printed')
        AS prepayments_reason,
    smm_pct, CASE WHEN has_pool THEN cpr_pct_reason ELSE 'no pool is printed' END AS smm_pct_reason,
    cpr_pct, smm_pct_reason AS cpr_pct_reason,
    cpr_3_months_pct, CASE WHEN has_pool THEN cpr_3_months_pct_reason ELSE 'no pool is printed' END
        AS cpr_3_months_pct_reason,
    liquidated_balance, lack(liquidated_balance, has_pool, 'no pool is printed',
        'no liquidated balance is printed') AS liquidated_balance_reason,
    CASE WHEN cdr_pct_reason IS NULL THEN of_a_year(
        CAST(liquidated_balance AS DOUBLE) / CAST(pool_beginning_balance AS DOUBLE)) END AS cdr_pct,
    cdr_pct_reason,
    CASE WHEN severity_pct_reason IS NULL THEN share_pct(realized_loss, liquidated_balance) END AS severity_pct,
    severity_pct_reason,
    delinquent_60_or_more, delinquent_60_or_more_reason,
    share_pct(delinquent_60_or_more, pool_ending_balance) AS delinquent_60_or_more_pct,
    coalesce(delinquent_60_or_more_reason, lack(pool_ending_balance, true, '', 'the pool''s balance is not printed'),
        CASE WHEN pool_ending_balance = 0 THEN 'the pool is paid off' END) AS delinquent_60_or_more_pct_reason,
    realized_loss, realized_loss_reason, cumulative_loss, cumulative_loss_reason,
    share_pct(cumulative_loss, original_balance) AS cumulative_loss_pct,
    coalesce(cumulative_loss_reason, original_balance_reason,
        CASE WHEN original_balance = 0 THEN 'the original balance is 0' END) AS cumulative_loss_pct_reason,
    overcollateralization, lack(overcollateralization, has_target, 'no overcollateralization is printed',
        'that of a group at the month''s end is not printed') AS overcollateralization_reason,
    overcollateralization_target, lack(overcollateralization_target, has_target,
        'no overcollateralization is printed', 'the target of a group is not printed')
        AS overcollateralization_target_reason,
    enhancement_below_pct, enhancement_below_pct_reason,
    months_since_closing, lack(months_since_closing, true, '', 'neither a closing nor a cut-off date is printed')
        AS months_since_closing_reason,
    CASE WHEN closing_date IS NOT NULL THEN 'closing date' WHEN cutoff_date IS NOT NULL THEN 'cut-off date'
        END AS months_since_closing_from,
    filings, unmapped_numbers, failed_checks, worst_check, worst_check_filing
FROM computed;

-- The state of each deal's months: from its first to its last one, and after it late months or the fact that
-- the deal has ended. `deal_end` has the last months that the list of reporters knows. Late and ended are seen
-- from the newest month of the zone's statements, by the rules of docs/reporters.md; the clock is not used.
CREATE OR REPLACE VIEW coverage AS
WITH of_page AS (
    SELECT s.deal, CAST(date_trunc('month', s.distribution_date) AS DATE) AS month,
        coalesce(s."group", '') AS page_group,
        list(DISTINCT s.accession ORDER BY s.accession) AS filings, count(*) FILTER (s.layout IS NULL) AS unread,
        bool_or(f.form LIKE '%/A' OR coalesce(s.revised, false)) AS amended,
        -- No statement is of a month behind its filing: a date that was misread makes no other deal late.
        max(least(date_trunc('month', s.distribution_date), date_trunc('month', f.filed))) AS newest
    FROM statement s JOIN filing f USING (accession)
    WHERE s.deal IS NOT NULL AND s.distribution_date IS NOT NULL GROUP BY ALL
), graded AS (
    SELECT p.*, CASE WHEN l.layout IS NULL THEN 4 WHEN l.layout = 'general' THEN 3
        WHEN l.numbers.unmapped > 0 THEN 2 ELSE 1 END AS grade
    FROM of_page p LEFT JOIN latest_statement l USING (deal, month, page_group)
), months AS (
    SELECT deal, month, list_sort(list_distinct(flatten(list(filings)))) AS filings, sum(unread) AS unread,
        bool_or(amended) AS amended,
        -- An unread page of no group may repeat what the groups' pages print: alone it is no evidence.
        coalesce(max(grade) FILTER (grade < 4 OR page_group <> ''), 4) AS grade
    FROM graded GROUP BY ALL
), span AS (
    SELECT deal, min(month) AS first_month, max(month) AS last_month FROM months GROUP BY deal
), seen AS (
    SELECT span.*, newest, date_diff('month', span.last_month, newest) AS silent
    FROM span, (SELECT CAST(max(newest) AS DATE) AS newest FROM of_page)
), silence AS (
    SELECT seen.*, CASE WHEN seen.last_month >= known.last_month THEN 'ended' WHEN silent <= 1 THEN 'due'
            WHEN month(seen.last_month) = 12 OR silent > 4 AND known.last_month IS NULL THEN 'ended'
            ELSE 'late' END AS state
    FROM seen LEFT JOIN deal_end known USING (deal)
), due AS (
    SELECT deal, unnest(generate_series(first_month, last_month, INTERVAL 1 MONTH)) AS month, 'missing' AS state
    FROM silence
    UNION ALL SELECT deal, last_month + INTERVAL 1 MONTH, state FROM silence WHERE state = 'ended'
    UNION ALL SELECT deal, unnest(generate_series(
        last_month + INTERVAL 1 MONTH, newest - INTERVAL 1 MONTH, INTERVAL 1 MONTH)), state
    FROM silence WHERE state = 'late'
), due_month AS (
    SELECT deal, CAST(month AS DATE) AS month, state FROM due
)
SELECT deal, month,
    CASE WHEN grade IS NULL THEN state ELSE ['read whole', 'read with unmapped numbers', 'general', 'unread'][grade]
        END AS status,
    coalesce(amended, false) AS amended, coalesce(unread, 0) AS unread_statements,
    coalesce(filings, []) AS filings
FROM due_month LEFT JOIN months USING (deal, month);
