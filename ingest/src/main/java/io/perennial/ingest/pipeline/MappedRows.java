// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.Chosen;
import io.perennial.ingest.EventField;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The view that makes a source's raw columns the columns every source has, text turned into values.
 * It is the one piece of SQL that is put together here and not in a file, since it says what the
 * configuration says; values are bound nonetheless. What a configuration does not use is not in it.
 */
final class MappedRows {

  /** Where a row stands in the original, and why it cannot be taken: columns of landed rows. */
  private static final String LINE = "_line";

  private static final String PROBLEM = "_problem";

  /** The columns that landed rows may have beside their own. */
  static final List<String> OF_LANDED_ROWS = List.of(LINE, PROBLEM);

  private final SourceConfig source;
  private final FileGroup group;
  private final RowSql sql;
  private final TimeSql times;
  private final WordSql words;
  private final List<String> select = new ArrayList<>();

  private final String base;
  private final BaseMoney money;

  private MappedRows(
      SourceConfig source, FileGroup group, ZoneId zone, String base, BaseMoney money) {
    this.base = base;
    this.money = money;
    this.source = source;
    this.group = group;
    this.sql = new RowSql(group);
    this.times = new TimeSql(group, zone, sql);
    this.words = new WordSql(source.mapping(), sql);
  }

  /**
   * The view for a group of files.
   *
   * @param zone of times without one
   * @param base the currency of rows that say none
   * @param money what becomes of their money
   */
  static MappedRows of(
      SourceConfig source, FileGroup group, ZoneId zone, String base, BaseMoney money) {
    MappedRows rows = new MappedRows(source, group, zone, base, money);
    rows.columns();
    return rows;
  }

  /** The files under the names that the view uses. */
  RawScan scan(boolean numbered) {
    return new RawScan(
        group.files().stream().map(InputFile::path).toList(),
        group.format(),
        sql.raw(),
        group.properties(),
        numbered);
  }

  /** The view over the raw rows called {@code view}. */
  SqlStep step(String view) {
    boolean one = group.files().size() == 1;
    String rows = "(SELECT r.*, " + String.join(", ", sql.prepared()) + " FROM " + view + " r) r";
    String from = one ? rows : rows + "\nJOIN ingest_files f ON f.path = r.file";
    String mapped =
        "SELECT\n  "
            + (one ? "CAST(1 AS BIGINT)" : "f.file_no")
            + " AS file_no,\n  r.line,\n  "
            + String.join(",\n  ", select)
            + "\nFROM "
            + from;
    return SqlStep.ofText(
        "mapped_rows",
        "-- mapped_rows: raw rows under the columns that every source has\n"
            + "-- writes  view ingest_mapped\n"
            + (money.isNeeded() ? money.rated(mapped, sql) : mapped));
  }

  /** The values that the view binds. */
  Map<String, Object> values() {
    return sql.values();
  }

  /** The columns of an event that this group has, besides those that all have. */
  List<String> present() {
    List<String> present = new ArrayList<>();
    for (EventField field :
        List.of(
            EventField.CHANNEL,
            EventField.SESSION_ID,
            EventField.ORDER_ID,
            EventField.PRODUCT_ID,
            EventField.CATEGORY,
            EventField.BRAND,
            EventField.CURRENCY,
            EventField.DISCOUNT,
            EventField.COST,
            EventField.CAMPAIGN_ID,
            EventField.TEXT,
            EventField.SCORE)) {
      if (group.has(field) || source.mapping().constants().containsKey(field)) {
        present.add(field.column());
      }
    }
    if (!group.properties().isEmpty() || !group.shapedProperties().isEmpty()) {
      present.add("properties");
    }
    return present;
  }

  private void columns() {
    problem();
    add(customer(), "record_key");
    add(
        group.has(EventField.EVENT_ID)
            ? sql.key(group.columns().get(EventField.EVENT_ID), "f_text")
            : RowSql.nothing("STRING"),
        "event_key");
    add(times.occurredAt(), "occurred_at");
    add(said(EventField.TIME), "time_text");
    add(words.typeText(group), "type_text");
    add(words.typeSaid(group), "type_said");
    for (EventField field :
        List.of(
            EventField.CHANNEL,
            EventField.SESSION_ID,
            EventField.CATEGORY,
            EventField.BRAND,
            EventField.CURRENCY,
            EventField.CAMPAIGN_ID,
            EventField.TEXT)) {
      add(text(field), field.column());
    }
    add(orConstant(EventField.ORDER_ID), "order_id");
    add(orConstant(EventField.PRODUCT_ID), "product_id");
    numbers();
    add(properties(), "properties");
    List<String> claims = new ArrayList<>();
    for (Map.Entry<String, Chosen> claim : group.claims().entrySet()) {
      String said = "f_text(" + sql.text(claim.getValue()) + ")";
      claims.add(words.mapped(claim.getKey(), said));
      add(claims.get(claims.size() - 1), "claim_" + claims.size());
    }
    add(profileText(claims), "profile_text");
  }

  private void add(String expression, String name) {
    select.add(expression + " AS " + name);
  }

  /** What is wrong with a row, or why it is left out, before anything is made of it. */
  private void problem() {
    List<String> cases = new ArrayList<>();
    Optional<String> badZone = times.badZone();
    // nothing can be said of such a row, not even whether it is to be left out
    Optional<String> refused = hasPlaces() ? Optional.of(sql.column(PROBLEM)) : Optional.empty();
    refused.ifPresent(why -> cases.add("WHEN " + why + " IS NOT NULL THEN 'refused'"));
    source
        .mapping()
        .shaping()
        .only()
        .ifPresent(
            only -> cases.add("WHEN NOT coalesce(" + only.sql(sql) + ", false) THEN 'left_out'"));
    badZone.ifPresent(bad -> cases.add("WHEN " + bad + " IS NOT NULL THEN 'bad_zone'"));
    add(
        cases.isEmpty() ? RowSql.nothing("STRING") : "CASE " + String.join(" ", cases) + " END",
        "said_problem");
    add(
        refused.isEmpty()
            ? badZone.orElse(RowSql.nothing("STRING"))
            : "coalesce(" + refused.get() + ", " + badZone.orElse(RowSql.nothing("STRING")) + ")",
        "said_value");
    add(
        hasPlaces() ? "TRY_CAST(" + sql.column(LINE) + " AS BIGINT)" : RowSql.nothing("BIGINT"),
        "said_line");
  }

  /** Whether rows say where they stand in the original, and why they cannot be taken. */
  private boolean hasPlaces() {
    InputFile first = group.files().get(0);
    return first.hasPlaces() && first.shape().fields().stream().anyMatch(OF_LANDED_ROWS::contains);
  }

  /** What a row that tells of no event says; two that say the same are one. */
  private String profileText(List<String> claims) {
    if (!source.mapping().saysProfiles()) {
      return RowSql.nothing("STRING");
    }
    List<String> said = new ArrayList<>(List.of("''"));
    claims.forEach(claim -> said.add("coalesce(" + claim + ", '')"));
    return "CASE WHEN "
        + words.typeSaid(group)
        + " = 'profile' THEN concat_ws(chr(31), "
        + String.join(", ", said)
        + ") END";
  }

  private String said(EventField field) {
    return group.has(field) ? sql.text(group.columns().get(field)) : RowSql.nothing("STRING");
  }

  private String customer() {
    String key = sql.prepared(sql.key(group.columns().get(EventField.CUSTOMER), "f_key"));
    String known =
        "CASE WHEN " + key + " NOT IN " + sql.bound(RowSql.NOTHING) + " THEN " + key + " END";
    boolean guests =
        source.rules().emptyCustomer() == RowRules.EmptyCustomer.GUEST
            && group.has(EventField.ORDER_ID);
    return guests
        ? "coalesce("
            + known
            + ", 'guest:' || "
            + sql.key(group.columns().get(EventField.ORDER_ID), "f_text")
            + ")"
        : known;
  }

  private String orConstant(EventField field) {
    return group.has(field)
        ? words.mapped(field.key(), sql.key(group.columns().get(field), "f_text"))
        : text(field);
  }

  private String text(EventField field) {
    if (group.has(field)) {
      return words.mapped(field.key(), "f_text(" + sql.text(group.columns().get(field)) + ")");
    }
    String constant = source.mapping().constants().get(field);
    return constant == null ? RowSql.nothing("STRING") : sql.bound(constant);
  }

  private void numbers() {
    MoneySql numbers =
        new MoneySql(
            source,
            group,
            sql,
            () -> "coalesce(" + text(EventField.CURRENCY) + ", " + sql.bound(base) + ")");
    number(numbers, EventField.QUANTITY, "quantity_said");
    number(numbers, EventField.UNIT_PRICE, "unit_price");
    number(numbers, EventField.AMOUNT, "amount_given");
    number(numbers, EventField.DISCOUNT, "discount");
    number(numbers, EventField.COST, "cost");
    number(numbers, EventField.SCORE, "score");
    add(numbers.amount(), "amount_said");
    if (money.isNeeded()) {
      add(times.zone(), "money_zone");
    } else {
      add(RowSql.nothing("STRING"), "no_rate");
    }
  }

  private void number(MoneySql numbers, EventField field, String name) {
    boolean isMoney = field.kind() == EventField.Kind.MONEY;
    String text = field.column() + "_text";
    if (!group.has(field)) {
      add(RowSql.nothing("STRING"), text);
      add(RowSql.nothing(isMoney ? "DECIMAL(18, 4)" : "DOUBLE"), name);
      return;
    }
    add(numbers.text(field), text);
    add(isMoney ? numbers.money(field) : numbers.amountOf(field), name);
  }

  private String properties() {
    if (group.shapedProperties().isEmpty()) {
      return "r.properties";
    }
    List<String> members = new ArrayList<>();
    group
        .shapedProperties()
        .forEach(
            (name, chosen) -> {
              String value = sql.prepared("nullif(" + sql.text(chosen) + ", '')");
              members.add(
                  "CASE WHEN "
                      + value
                      + " IS NOT NULL THEN f_json("
                      + sql.bound(name)
                      + ") || ':' || f_json("
                      + value
                      + ") END");
            });
    return "nullif('{' || concat_ws(',', " + String.join(", ", members) + ") || '}', '{}')";
  }
}
