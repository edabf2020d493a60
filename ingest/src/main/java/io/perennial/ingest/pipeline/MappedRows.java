// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.EventType;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.ingest.sniff.TimeForms;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The view that makes a source's raw columns the columns every source has, text turned into values.
 * It is the one piece of SQL that is put together here and not in a file, since it says what the
 * configuration says; values are bound nonetheless.
 */
final class MappedRows {

  /** What programs write where there is nothing; none is longer than four characters. */
  static final List<String> NOTHING =
      List.of("NULL", "null", "nan", "NaN", "None", "N/A", "n/a", "#N/A", "\\N");

  /**
   * Types whose product is exact in both engines: 38 digits are what they have. Prices count to the
   * 8th decimal and quantities to the 6th; the money is rounded once, at the end.
   */
  private static final String EXACT_PRICE = "DECIMAL(20, 8)";

  private static final String EXACT_QUANTITY = "DECIMAL(17, 6)";

  private static final String DIGITS_GROUPED =
      "^[-+]?[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}([.][0-9]*)?$";
  private static final String SURELY_GROUPED =
      "^[-+]?[0-9]{1,3}((,[0-9]{2,3})+,[0-9]{3}([.][0-9]*)?|,[0-9]{3}[.][0-9]*)$";
  private static final String COMMA_NUMBER = "^[-+]?([0-9]+|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]*)?$";

  private final SourceConfig source;
  private final FileGroup group;
  private final ZoneId zone;
  private final Map<String, String> raw = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<String> prepared = new ArrayList<>();
  private final List<String> select = new ArrayList<>();

  private MappedRows(SourceConfig source, FileGroup group, ZoneId zone) {
    this.source = source;
    this.group = group;
    this.zone = zone;
  }

  /** The view for a group of files; {@code zone} is of times without one. */
  static MappedRows of(SourceConfig source, FileGroup group, ZoneId zone) {
    MappedRows rows = new MappedRows(source, group, zone);
    rows.columns();
    return rows;
  }

  /** The files under the names that the view uses. */
  RawScan scan(boolean numbered) {
    return new RawScan(
        group.files().stream().map(InputFile::path).toList(),
        group.format(),
        raw,
        group.properties(),
        numbered);
  }

  /** The view over the raw rows called {@code view}. */
  SqlStep step(String view) {
    boolean one = group.files().size() == 1;
    String rows = "(SELECT r.*, " + String.join(", ", prepared) + " FROM " + view + " r) r";
    String from = one ? rows : rows + "\nJOIN ingest_files f ON f.path = r.file";
    return SqlStep.ofText(
        "mapped_rows",
        "-- mapped_rows: raw rows under the columns that every source has\n"
            + "-- writes  view ingest_mapped\n"
            + "SELECT\n  "
            + (one ? "CAST(1 AS BIGINT)" : "f.file_no")
            + " AS file_no,\n  r.line,\n  "
            + String.join(",\n  ", select)
            + "\nFROM "
            + from);
  }

  /** The values that the view binds. */
  Map<String, Object> values() {
    return values;
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
    if (!group.properties().isEmpty()) {
      present.add("properties");
    }
    return present;
  }

  private void columns() {
    Mapping mapping = source.mapping();
    add(customer(), "record_key");
    add(group.has(EventField.EVENT_ID) ? key(EventField.EVENT_ID) : nothing("STRING"), "event_key");
    add(time(), "occurred_at");
    add(joined(EventField.TIME), "time_text");
    type(mapping);
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
    number(EventField.QUANTITY, "quantity_said");
    number(EventField.UNIT_PRICE, "unit_price");
    number(EventField.AMOUNT, "amount_given");
    number(EventField.DISCOUNT, "discount");
    number(EventField.COST, "cost");
    number(EventField.SCORE, "score");
    add(amount(), "amount_said");
    add("r.properties", "properties");
    int nth = 0;
    for (List<String> parts : group.claims().values()) {
      add("f_text(" + join(parts, " ") + ")", "claim_" + ++nth);
    }
  }

  private void add(String expression, String name) {
    select.add(expression + " AS " + name);
  }

  private static String nothing(String type) {
    return "CAST(NULL AS " + type + ")";
  }

  /** The raw column that holds a field of the files. */
  private String raw(String field) {
    for (Map.Entry<String, String> known : raw.entrySet()) {
      if (known.getValue().equals(field)) {
        return "r." + known.getKey();
      }
    }
    String name = "c" + (raw.size() + 1);
    raw.put(name, field);
    return "r." + name;
  }

  private String bound(Object value) {
    for (Map.Entry<String, Object> known : values.entrySet()) {
      if (known.getValue().equals(value)) {
        return ":" + known.getKey();
      }
    }
    String name = "v" + (values.size() + 1);
    values.put(name, value);
    return ":" + name;
  }

  private String join(List<String> parts, String with) {
    List<String> columns = parts.stream().map(this::raw).toList();
    return columns.size() == 1
        ? columns.get(0)
        : "concat_ws(" + bound(with) + ", " + String.join(", ", columns) + ")";
  }

  private String joined(EventField field) {
    return join(group.columns().get(field), " ");
  }

  /** Columns that name something: blanks around do not count, and all of them must be there. */
  private String key(EventField field) {
    String function = field == EventField.CUSTOMER ? "f_key(" : "f_text(";
    List<String> columns =
        group.columns().get(field).stream().map(c -> function + raw(c) + ")").toList();
    return String.join(" || '|' || ", columns);
  }

  private String customer() {
    String key = prepared(key(EventField.CUSTOMER));
    String known = "CASE WHEN " + key + " NOT IN " + bound(NOTHING) + " THEN " + key + " END";
    boolean guests =
        source.rules().emptyCustomer() == RowRules.EmptyCustomer.GUEST
            && group.has(EventField.ORDER_ID);
    return guests ? "coalesce(" + known + ", 'guest:' || " + key(EventField.ORDER_ID) + ")" : known;
  }

  /** A column for an expression that others use more than once, so that it is computed once. */
  private String prepared(String expression) {
    String name = "p" + (prepared.size() + 1);
    prepared.add(expression + " AS " + name);
    return "r." + name;
  }

  private String orConstant(EventField field) {
    return group.has(field) ? key(field) : text(field);
  }

  private String text(EventField field) {
    if (group.has(field)) {
      return "f_text(" + joined(field) + ")";
    }
    String constant = source.mapping().constants().get(field);
    return constant == null ? nothing("STRING") : bound(constant);
  }

  private String time() {
    String text = joined(EventField.TIME);
    List<String> tries = group.times().stream().map(format -> time(text, format)).toList();
    return tries.size() == 1 ? tries.get(0) : "coalesce(" + String.join(", ", tries) + ")";
  }

  private String time(String text, String format) {
    boolean utc = zone.normalized().equals(ZoneOffset.UTC);
    switch (format) {
      case TimeForms.ISO -> {
        // the common form needs no search for a zone: there is no room for one
        String iso =
            "CASE WHEN length("
                + text
                + ") = 19 AND substr("
                + text
                + ", 17, 1) = ':' THEN TRY_CAST("
                + text
                + " AS TIMESTAMP) ELSE f_iso_timestamp("
                + text
                + ") END";
        return utc
            ? iso
            : "CASE WHEN f_zoned(" + text + ") THEN " + iso + " ELSE " + local(iso) + " END";
      }
      case TimeForms.EPOCH_SECONDS -> {
        return epoch(text, "< 1e11", "f_double(" + text + ")");
      }
      case TimeForms.EPOCH_MILLIS -> {
        return epoch(text, "BETWEEN 1e11 AND 1e14", "f_double(" + text + ") / 1000e0");
      }
      case TimeForms.EPOCH_MICROS -> {
        return epoch(text, "BETWEEN 1e14 AND 1e17", "f_double(" + text + ") / 1000000e0");
      }
      case TimeForms.EPOCH_NANOS -> {
        return epoch(text, "BETWEEN 1e17 AND 1e19", "f_double(" + text + ") / 1000000000e0");
      }
      case TimeForms.EXCEL_DAYS -> {
        // a spreadsheet's wall clock, of whole seconds
        String clock =
            epoch(
                text,
                "BETWEEN 1e0 AND 1e5",
                "floor((f_double(" + text + ") - 25569e0) * 86400e0 + 0.5e0)");
        return utc ? clock : local(clock);
      }
      default -> {
        String clock = "f_timestamp(" + text + ", " + bound(format) + ")";
        return utc ? clock : local(clock);
      }
    }
  }

  private String local(String clock) {
    return "f_local_to_utc(" + clock + ", " + bound(zone.getId()) + ")";
  }

  /**
   * Seconds have eleven digits in the year 5138 only, milliseconds have had them since 1973; beyond
   * both bounds an engine stops at what no instant can hold.
   */
  private static String epoch(String text, String bounds, String seconds) {
    return "CASE WHEN abs(f_double("
        + text
        + ")) "
        + bounds
        + " THEN CAST('1970-01-01 00:00:00' AS TIMESTAMP) + INTERVAL '1' SECOND * ("
        + seconds
        + ") END";
  }

  private void type(Mapping mapping) {
    if (!group.has(EventField.TYPE)) {
      add(bound(mapping.type()), "type_text");
      add(bound(mapping.type()), "type_said");
      return;
    }
    String text = prepared(joined(EventField.TYPE));
    Map<String, String> meanings = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      meanings.put(type.word(), type.word());
    }
    mapping
        .typeValues()
        .forEach((said, meant) -> meanings.put(said.strip().toLowerCase(Locale.ROOT), meant));
    StringBuilder type = new StringBuilder("CASE ");
    // as most rows say it first: only the others need folding of case and signs
    meanings.forEach((said, meant) -> when(type, text, said, meant));
    String word = "lower(trim(" + text + "))";
    mapping
        .typeValues()
        .keySet()
        .forEach(
            said -> {
              String folded = said.strip().toLowerCase(Locale.ROOT);
              when(type, word, folded, meanings.getOrDefault(folded, folded));
            });
    String plain = "replace(replace(" + word + ", '-', '_'), ' ', '_')";
    type.append("WHEN ")
        .append(plain)
        .append(" IN ")
        .append(bound(Arrays.stream(EventType.values()).map(EventType::word).toList()))
        .append(" THEN ")
        .append(plain)
        .append(" END");
    add(text, "type_text");
    add(type.toString(), "type_said");
  }

  private void when(StringBuilder cases, String text, String said, String meant) {
    cases
        .append("WHEN ")
        .append(text)
        .append(" = ")
        .append(bound(said))
        .append(" THEN ")
        .append(bound(meant))
        .append(' ');
  }

  private void number(EventField field, String name) {
    String function = field.kind() == EventField.Kind.MONEY ? "f_decimal" : "f_double";
    if (!group.has(field)) {
      add(nothing("STRING"), field.column() + "_text");
      add(nothing(function.equals("f_decimal") ? "DECIMAL(18, 4)" : "DOUBLE"), name);
      return;
    }
    String text = joined(field);
    add(text, field.column() + "_text");
    add(number(function, text), name);
  }

  /**
   * The number that a text is. CASE and not coalesce: engines compute what stands twice in a
   * coalesce for every row beforehand, here the whole clearing away of currencies.
   */
  private String number(String function, String text) {
    String bare = bare(text);
    if (group.mark() == NumberForms.Mark.COMMA) {
      return "CASE " + commaNumber(function, text) + commaNumber(function, bare) + "END";
    }
    String grouped =
        bound(group.mark() == NumberForms.Mark.POINT ? DIGITS_GROUPED : SURELY_GROUPED);
    String plain = parsed(function, text);
    return "CASE WHEN "
        + plain
        + " IS NOT NULL THEN "
        + plain
        + " WHEN "
        + text
        + " IS NULL THEN NULL WHEN regexp_replace("
        + bare
        + ", "
        + grouped
        + ", '') = '' THEN "
        + parsed(function, "replace(" + bare + ", ',', '')")
        + " ELSE "
        + parsed(function, bare)
        + " END";
  }

  private static String parsed(String function, String text) {
    return function.startsWith("DECIMAL")
        ? "TRY_CAST(" + text + " AS " + function + ")"
        : function + "(" + text + ")";
  }

  private String commaNumber(String function, String text) {
    return "WHEN regexp_replace("
        + text
        + ", "
        + bound(COMMA_NUMBER)
        + ", '') = '' THEN "
        + parsed(function, "replace(replace(" + text + ", '.', ''), ',', '.')")
        + " ";
  }

  /** Without currency and blanks; (12.50) and 12.50- are what accountants write for -12.50. */
  private String bare(String text) {
    String letters = "regexp_replace(" + text + ", '[A-Z]{1,2}[$]', '')";
    String signs = "translate(" + letters + ", " + bound(NumberForms.SIGNS + ")") + ", '')";
    String negative = "replace(regexp_replace(" + signs + ", '^[(]', '-'), '−', '-')";
    String words = bound("^(" + NumberForms.CURRENCY_WORDS + ")");
    String ends = bound("(" + NumberForms.CURRENCY_WORDS + ")$");
    String bare =
        "regexp_replace(regexp_replace(" + negative + ", " + words + ", ''), " + ends + ", '')";
    return "CASE WHEN "
        + bare
        + " LIKE '_%-' THEN '-' || substr("
        + bare
        + ", 1, length("
        + bare
        + ") - 1) ELSE "
        + bare
        + " END";
  }

  private String amount() {
    List<String> tries = new ArrayList<>();
    if (group.has(EventField.AMOUNT)) {
      tries.add(number("f_decimal", joined(EventField.AMOUNT)));
    }
    if (group.has(EventField.UNIT_PRICE) && group.has(EventField.QUANTITY)) {
      tries.add(
          "f_decimal("
              + number(EXACT_PRICE, joined(EventField.UNIT_PRICE))
              + " * "
              + number(EXACT_QUANTITY, joined(EventField.QUANTITY))
              + ")");
    }
    if (tries.isEmpty()) {
      return nothing("DECIMAL(18, 4)");
    }
    return tries.size() == 1 ? tries.get(0) : "coalesce(" + String.join(", ", tries) + ")";
  }
}
