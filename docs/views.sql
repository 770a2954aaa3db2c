-- Views over a landing zone for DuckDB, made by `make docs`; do not edit. Name the zone first:
--     SET VARIABLE zone = 'landing';
--     .read docs/views.sql

CREATE OR REPLACE VIEW lines AS
SELECT filename[-34:-28] AS filed_month, split_part(CAST(json AS VARCHAR), '"', 4) AS record,
    regexp_replace(CAST(json AS VARCHAR), '([a-z0-9_]":)(-?[0-9]+\.[0-9]+)', '\1"\2"', 'g') AS line
FROM read_json_objects(regexp_replace(getvariable('zone'), '([*?\[])', '[\1]', 'g')
    || '/records/filed=[0-9][0-9][0-9][0-9]-[0-9][0-9]/'
    || '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9].jsonl',
    format = 'newline_delimited', filename = true, hive_partitioning = false);

CREATE OR REPLACE VIEW "filing" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "form": "VARCHAR", "filed": "DATE", "period": "DATE", "items": "VARCHAR[]", "registrants": "STRUCT(\"cik\" VARCHAR, \"name\" VARCHAR, \"file_numbers\" VARCHAR[], \"role\" VARCHAR)[]", "issuing_entity": "VARCHAR", "depositor": "VARCHAR", "sponsor": "VARCHAR", "distribution_period_start": "DATE", "distribution_period_end": "DATE", "documents": "STRUCT(\"sequence\" BIGINT, \"type\" VARCHAR, \"filename\" VARCHAR, \"description\" VARCHAR, \"bytes\" BIGINT, \"sha256\" VARCHAR, \"layout\" VARCHAR, \"reason\" VARCHAR)[]", "url": "VARCHAR", "sha256": "VARCHAR", "incomplete": "VARCHAR", "statements": "BIGINT", "parser_version": "VARCHAR", "schema_version": "VARCHAR"}')), line
FROM lines WHERE record = 'filing';

CREATE OR REPLACE VIEW "statement" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "layout": "VARCHAR", "reason": "VARCHAR", "trust": "VARCHAR", "issuer": "VARCHAR", "group": "VARCHAR", "cutoff_date": "DATE", "determination_date": "DATE", "record_date": "DATE", "book_entry_record_date": "DATE", "definitive_record_date": "DATE", "variable_book_entry_record_date": "DATE", "fixed_book_entry_record_date": "DATE", "closing_date": "DATE", "first_distribution_date": "DATE", "printed_at": "VARCHAR", "revised": "BOOLEAN", "accrual_start": "DATE", "accrual_end": "DATE", "accrual_days": "BIGINT", "actual_accrual_start": "DATE", "actual_accrual_end": "DATE", "actual_accrual_days": "BIGINT", "asset_type": "VARCHAR", "trustee": "VARCHAR", "trustee_phone": "VARCHAR", "bond_administrator": "VARCHAR", "bond_administrator_phone": "VARCHAR", "master_servicer": "VARCHAR", "pool_number": "VARCHAR", "denomination": "BIGINT", "sections_not_applicable": "BIGINT[]", "delinquency_method": "VARCHAR", "comments": "VARCHAR", "signer": "VARCHAR", "signer_title": "VARCHAR", "derived": "STRUCT(\"interest_paid_ratio\" DECIMAL(38, 12))", "numbers": "STRUCT(\"found\" BIGINT, \"mapped\" BIGINT, \"ignored\" BIGINT, \"unmapped\" BIGINT, \"ignored_by\" MAP(VARCHAR, BIGINT))", "checks": "STRUCT(\"passed\" MAP(VARCHAR, BIGINT), \"failed\" MAP(VARCHAR, BIGINT), \"skipped\" MAP(VARCHAR, MAP(VARCHAR, BIGINT)))"}')), line
FROM lines WHERE record = 'statement';

CREATE OR REPLACE VIEW "tranche" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "tranche": "BIGINT", "class_name": "VARCHAR", "class_name_cut": "BOOLEAN", "cusip": "VARCHAR", "cusip_printed": "VARCHAR", "class_type": "VARCHAR", "rate_type": "VARCHAR", "day_count": "VARCHAR", "accrual_start": "DATE", "accrual_end": "DATE", "record_date": "DATE", "remic": "VARCHAR", "group": "VARCHAR", "notional": "BOOLEAN", "derived": "STRUCT(\"contract_rate_pct\" DECIMAL(38, 12))", "original_balance": "DECIMAL(38, 12)", "beginning_balance": "DECIMAL(38, 12)", "ending_balance": "DECIMAL(38, 12)", "pass_through_rate_pct": "DECIMAL(38, 12)", "principal": "DECIMAL(38, 12)", "interest": "DECIMAL(38, 12)", "total_distribution": "DECIMAL(38, 12)", "realized_loss": "DECIMAL(38, 12)", "interest_loss": "DECIMAL(38, 12)", "cumulative_realized_loss": "DECIMAL(38, 12)", "scheduled_principal": "DECIMAL(38, 12)", "acc_principal": "DECIMAL(38, 12)", "principal_adjustment": "DECIMAL(38, 12)", "net_principal": "DECIMAL(38, 12)", "accrued_interest": "DECIMAL(38, 12)", "unpaid_interest": "DECIMAL(38, 12)", "deferred_interest": "DECIMAL(38, 12)", "total_interest_due": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall": "DECIMAL(38, 12)", "interest_adjustment": "DECIMAL(38, 12)", "interest_shortfall": "DECIMAL(38, 12)", "factor": "DECIMAL(38, 12)", "security_pct": "DECIMAL(38, 12)", "beginning_factor": "DECIMAL(38, 12)", "percentage_interest_pct": "DECIMAL(38, 12)", "beginning_balance_per_1000": "DECIMAL(38, 12)", "principal_per_1000": "DECIMAL(38, 12)", "interest_per_1000": "DECIMAL(38, 12)", "interest_shortfall_per_1000": "DECIMAL(38, 12)", "total_per_1000": "DECIMAL(38, 12)", "deferred_interest_per_1000": "DECIMAL(38, 12)", "ending_balance_per_1000": "DECIMAL(38, 12)", "unscheduled_principal": "DECIMAL(38, 12)", "accretion": "DECIMAL(38, 12)", "principal_reduction": "DECIMAL(38, 12)", "principal_recovery": "DECIMAL(38, 12)", "beginning_interest_balance": "DECIMAL(38, 12)", "ending_interest_balance": "DECIMAL(38, 12)", "unpaid_shortfall_paid": "DECIMAL(38, 12)", "remaining_interest_shortfall": "DECIMAL(38, 12)", "interest_carryover_shortfall": "DECIMAL(38, 12)", "remaining_interest_carryover": "DECIMAL(38, 12)", "relief_act_shortfall": "DECIMAL(38, 12)", "other_income": "DECIMAL(38, 12)", "next_pass_through_rate_pct": "DECIMAL(38, 12)", "scheduled_principal_per_1000": "DECIMAL(38, 12)", "unscheduled_principal_per_1000": "DECIMAL(38, 12)", "accretion_per_1000": "DECIMAL(38, 12)", "principal_reduction_per_1000": "DECIMAL(38, 12)", "principal_recovery_per_1000": "DECIMAL(38, 12)", "realized_loss_per_1000": "DECIMAL(38, 12)", "interest_loss_per_1000": "DECIMAL(38, 12)", "beginning_interest_balance_per_1000": "DECIMAL(38, 12)", "ending_interest_balance_per_1000": "DECIMAL(38, 12)", "accrued_interest_per_1000": "DECIMAL(38, 12)", "unpaid_shortfall_paid_per_1000": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall_per_1000": "DECIMAL(38, 12)", "remaining_interest_shortfall_per_1000": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'tranche';

CREATE OR REPLACE VIEW "total" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "group": "VARCHAR", "remic": "VARCHAR", "original_balance": "DECIMAL(38, 12)", "beginning_balance": "DECIMAL(38, 12)", "ending_balance": "DECIMAL(38, 12)", "pass_through_rate_pct": "DECIMAL(38, 12)", "principal": "DECIMAL(38, 12)", "interest": "DECIMAL(38, 12)", "total_distribution": "DECIMAL(38, 12)", "realized_loss": "DECIMAL(38, 12)", "interest_loss": "DECIMAL(38, 12)", "cumulative_realized_loss": "DECIMAL(38, 12)", "scheduled_principal": "DECIMAL(38, 12)", "acc_principal": "DECIMAL(38, 12)", "principal_adjustment": "DECIMAL(38, 12)", "net_principal": "DECIMAL(38, 12)", "accrued_interest": "DECIMAL(38, 12)", "unpaid_interest": "DECIMAL(38, 12)", "deferred_interest": "DECIMAL(38, 12)", "total_interest_due": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall": "DECIMAL(38, 12)", "interest_adjustment": "DECIMAL(38, 12)", "interest_shortfall": "DECIMAL(38, 12)", "factor": "DECIMAL(38, 12)", "security_pct": "DECIMAL(38, 12)", "beginning_factor": "DECIMAL(38, 12)", "percentage_interest_pct": "DECIMAL(38, 12)", "beginning_balance_per_1000": "DECIMAL(38, 12)", "principal_per_1000": "DECIMAL(38, 12)", "interest_per_1000": "DECIMAL(38, 12)", "interest_shortfall_per_1000": "DECIMAL(38, 12)", "total_per_1000": "DECIMAL(38, 12)", "deferred_interest_per_1000": "DECIMAL(38, 12)", "ending_balance_per_1000": "DECIMAL(38, 12)", "unscheduled_principal": "DECIMAL(38, 12)", "accretion": "DECIMAL(38, 12)", "principal_reduction": "DECIMAL(38, 12)", "principal_recovery": "DECIMAL(38, 12)", "beginning_interest_balance": "DECIMAL(38, 12)", "ending_interest_balance": "DECIMAL(38, 12)", "unpaid_shortfall_paid": "DECIMAL(38, 12)", "remaining_interest_shortfall": "DECIMAL(38, 12)", "interest_carryover_shortfall": "DECIMAL(38, 12)", "remaining_interest_carryover": "DECIMAL(38, 12)", "relief_act_shortfall": "DECIMAL(38, 12)", "other_income": "DECIMAL(38, 12)", "next_pass_through_rate_pct": "DECIMAL(38, 12)", "scheduled_principal_per_1000": "DECIMAL(38, 12)", "unscheduled_principal_per_1000": "DECIMAL(38, 12)", "accretion_per_1000": "DECIMAL(38, 12)", "principal_reduction_per_1000": "DECIMAL(38, 12)", "principal_recovery_per_1000": "DECIMAL(38, 12)", "realized_loss_per_1000": "DECIMAL(38, 12)", "interest_loss_per_1000": "DECIMAL(38, 12)", "beginning_interest_balance_per_1000": "DECIMAL(38, 12)", "ending_interest_balance_per_1000": "DECIMAL(38, 12)", "accrued_interest_per_1000": "DECIMAL(38, 12)", "unpaid_shortfall_paid_per_1000": "DECIMAL(38, 12)", "net_prepayment_interest_shortfall_per_1000": "DECIMAL(38, 12)", "remaining_interest_shortfall_per_1000": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'total';

CREATE OR REPLACE VIEW "pool" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "group": "VARCHAR", "cutoff_balance": "DECIMAL(38, 12)", "beginning_balance": "DECIMAL(38, 12)", "ending_balance": "DECIMAL(38, 12)", "beginning_loan_count": "BIGINT", "removed_loan_count": "BIGINT", "ending_loan_count": "BIGINT", "beginning_wac_pct": "DECIMAL(38, 12)", "ending_wac_pct": "DECIMAL(38, 12)", "beginning_net_wac_pct": "DECIMAL(38, 12)", "ending_net_wac_pct": "DECIMAL(38, 12)", "net_wac_pct": "DECIMAL(38, 12)", "wac_pct": "DECIMAL(38, 12)", "wam_months": "DECIMAL(38, 12)", "servicer_advances": "DECIMAL(38, 12)", "prepayments": "DECIMAL(38, 12)", "cpr_pct": "DECIMAL(38, 12)", "pool_factor_pct": "DECIMAL(38, 12)", "beginning_prefunding_balance": "DECIMAL(38, 12)", "ending_prefunding_balance": "DECIMAL(38, 12)", "principal_collections": "DECIMAL(38, 12)", "principal_draws": "DECIMAL(38, 12)", "net_principal_collections": "DECIMAL(38, 12)", "interest_collections": "DECIMAL(38, 12)", "additional_loans_revolving": "DECIMAL(38, 12)", "additional_loans_funding": "DECIMAL(38, 12)", "substitution_adjustment": "DECIMAL(38, 12)", "excess_cash": "DECIMAL(38, 12)", "collateral_description": "VARCHAR", "pass_through_rate_pct": "DECIMAL(38, 12)", "ending_actual_balance": "DECIMAL(38, 12)", "payment_constant": "DECIMAL(38, 12)", "unscheduled_principal": "DECIMAL(38, 12)", "scheduled_interest": "DECIMAL(38, 12)", "realized_loss": "DECIMAL(38, 12)", "cumulative_realized_loss": "DECIMAL(38, 12)", "cumulative_loss_pct": "DECIMAL(38, 12)", "prepayment_penalties": "DECIMAL(38, 12)", "special_servicing_fee": "DECIMAL(38, 12)", "class_a_optimal_amount": "DECIMAL(38, 12)", "premium_loans_balance": "DECIMAL(38, 12)", "original_loan_count": "BIGINT", "scheduled_principal": "DECIMAL(38, 12)", "curtailment_count": "BIGINT", "curtailments": "DECIMAL(38, 12)", "payoff_count": "BIGINT", "payoffs": "DECIMAL(38, 12)", "matured_count": "BIGINT", "matured_balance": "DECIMAL(38, 12)", "repurchase_count": "BIGINT", "repurchase_balance": "DECIMAL(38, 12)", "liquidation_count": "BIGINT", "liquidation_balance": "DECIMAL(38, 12)", "ending_modified_net_wac_pct": "DECIMAL(38, 12)", "beginning_wam_months": "DECIMAL(38, 12)", "net_wac_cap_pct": "DECIMAL(38, 12)", "cpr_3_month_pct": "DECIMAL(38, 12)", "cpr_6_month_pct": "DECIMAL(38, 12)", "cpr_12_month_pct": "DECIMAL(38, 12)", "cpr_life_pct": "DECIMAL(38, 12)", "derived": "STRUCT(\"interest_paid_ratio\" DECIMAL(38, 12))"}')), line
FROM lines WHERE record = 'pool';

CREATE OR REPLACE VIEW "delinquency" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "group": "VARCHAR", "status": "VARCHAR", "bucket": "VARCHAR", "label": "VARCHAR", "balance": "DECIMAL(38, 12)", "balance_pct": "DECIMAL(38, 12)", "actual_balance": "DECIMAL(38, 12)", "loan_count": "BIGINT", "loan_count_pct": "DECIMAL(38, 12)", "includes": "VARCHAR[]"}')), line
FROM lines WHERE record = 'delinquency';

CREATE OR REPLACE VIEW "credit_support" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "kind": "VARCHAR", "name": "VARCHAR", "group": "VARCHAR", "label": "VARCHAR", "original_balance": "DECIMAL(38, 12)", "original_share_pct": "DECIMAL(38, 12)", "current_balance": "DECIMAL(38, 12)", "current_share_pct": "DECIMAL(38, 12)", "class_pct": "DECIMAL(38, 12)", "prepayment_pct": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'credit_support';

CREATE OR REPLACE VIEW "amount" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "name": "VARCHAR", "label": "VARCHAR", "group": "VARCHAR", "class_name": "VARCHAR", "column": "VARCHAR", "section": "VARCHAR", "loss_type": "VARCHAR", "value": "DECIMAL(38, 12)", "unit": "VARCHAR"}')), line
FROM lines WHERE record = 'amount';

CREATE OR REPLACE VIEW "trigger" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "name": "VARCHAR", "label": "VARCHAR", "group": "VARCHAR", "current": "VARCHAR", "target": "VARCHAR", "unit": "VARCHAR", "result": "VARCHAR"}')), line
FROM lines WHERE record = 'trigger';

CREATE OR REPLACE VIEW "check" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "check": "VARCHAR", "level": "VARCHAR", "tranche": "BIGINT", "class_name": "VARCHAR", "group": "VARCHAR", "status": "VARCHAR", "bucket": "VARCHAR", "subject": "VARCHAR", "field": "VARCHAR", "expected": "VARCHAR", "printed": "VARCHAR", "difference": "DECIMAL(38, 12)", "tolerance": "DECIMAL(38, 12)", "message": "VARCHAR"}')), line
FROM lines WHERE record = 'check';

CREATE OR REPLACE VIEW "unmapped" AS
SELECT filed_month, unnest(from_json(line, '{"record": "VARCHAR", "accession": "VARCHAR", "document": "BIGINT", "statement": "BIGINT", "deal": "VARCHAR", "series": "VARCHAR", "distribution_date": "DATE", "lines": "BIGINT[]", "section": "VARCHAR[]", "group": "VARCHAR", "label": "VARCHAR", "column": "VARCHAR", "text": "VARCHAR", "value": "DECIMAL(38, 12)"}')), line
FROM lines WHERE record = 'unmapped';

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


-- The month of the last statement of deals whose end the list of reporters has.
CREATE OR REPLACE VIEW deal_end AS
SELECT CAST(deal AS VARCHAR) AS deal, CAST(last_month AS DATE) AS last_month
FROM (VALUES
    ('RALI 2006-QA1', DATE '2007-12-01'),
    ('RALI 2006-QA2', DATE '2007-12-01'),
    ('RALI 2006-QA3', DATE '2007-12-01'),
    ('RALI 2006-QA4', DATE '2007-12-01'),
    ('RALI 2006-QO7', DATE '2007-12-01'),
    ('RALI 2006-QS1', DATE '2007-12-01'),
    ('RALI 2006-QS3', DATE '2007-12-01'),
    ('RALI 2006-QS4', DATE '2007-12-01'),
    ('RALI 2006-QS6', DATE '2007-12-01'),
    ('RALI 2007-QH1', DATE '2007-12-01'),
    ('RALI 2007-QH5', DATE '2007-12-01'),
    ('RALI 2007-QO2', DATE '2007-12-01'),
    ('RALI 2007-QS1', DATE '2007-12-01'),
    ('RALI 2007-QS4', DATE '2007-12-01'),
    ('RALI 2007-QS7', DATE '2007-12-01'),
    ('RALI 2008-QR1', DATE '2008-12-01'),
    ('RAMP 2006-RS3', DATE '2007-12-01'),
    ('RAMP 2006-SP1', DATE '2007-12-01'),
    ('RAMP 2006-SP2', DATE '2007-12-01'),
    ('RAMP 2007-RS1', DATE '2007-12-01'),
    ('RAMP 2007-RZ1', DATE '2007-12-01'),
    ('RAMP 2007-SP1', DATE '2007-12-01'),
    ('RASC 2006-KS2', DATE '2007-12-01'),
    ('RASC 2006-KS3', DATE '2007-12-01'),
    ('RASC 2006-KS7', DATE '2007-12-01'),
    ('RASC 2007-KS3', DATE '2007-12-01'),
    ('RASC 2007-KS4', DATE '2007-12-01'),
    ('RFMSI 2006-S7', DATE '2007-12-01'),
    ('RFMSI 2006-SA1', DATE '2007-12-01'),
    ('RFMSI 2007-S8', DATE '2007-12-01'),
    ('RFMSII 2006-HSA1', DATE '2007-12-01'),
    ('RFMSII 2007-HSA3', DATE '2007-12-01')) ends(deal, last_month);

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
