// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.dictionary.Aggregate;
import io.perennial.features.dictionary.Aggregation;
import io.perennial.features.dictionary.EventColumns;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.dictionary.Window;
import io.perennial.features.family.EventCodes;
import io.perennial.lake.SqlStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Declared features as one query over customers' events, for people to read and for whoever wants
 * them without the fold: the same values, doubles but for rounding. Runs on every engine.
 *
 * <p>What needs the order of the events, or a state of its own, SQL says badly and this does not:
 * visits, trends, the first and the last value.
 */
public final class FeatureSql {

  private static final String DAY = "f_floor_int(f_micros(%s) / 8.64e10)";
  private static final String LOCAL = "f_utc_to_local(c.occurred_at, :zone)";

  /** No type: of a return that ends a reversed order, as if neither had been. */
  private static final String NO_TYPE = "-1";

  private final ZoneId zone;
  private final AsOf asOf;
  private final long asOfDay;
  private final EventSql expressions = new EventSql();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Set<EventType> types = new LinkedHashSet<>();
  private final List<String> main = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> days = new ArrayList<>();
  private final Map<String, KeyPart> keys = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private final Map<String, String> byName = new LinkedHashMap<>();
  private final Map<String, String> conditions = new LinkedHashMap<>();
  private boolean needsDay;
  private final String text;

  /** What is counted by customer and value of one key. */
  private record KeyPart(String name, List<String> counts, List<String> told) {
    int count(String expression) {
      if (!counts.contains(expression)) {
        counts.add(expression);
      }
      return counts.indexOf(expression) + 1;
    }
  }

  /**
   * The query as of an instant.
   *
   * @param features what {@link #says} holds of; ratios behind what they are made of
   * @param zone decides what a day is
   */
  public FeatureSql(List<FeatureDefinition> features, ZoneId zone, AsOf asOf) {
    this(features, zone, asOf, Optional.empty());
  }

  /**
   * The same over a query of one's own in the place of the view {@code customer_events}.
   *
   * @param counted a query with the columns that the features read, {@code code} (by {@link
   *     EventCodes}; −1 for none) and {@code day} (days since 1970-01-01)
   */
  public FeatureSql(
      List<FeatureDefinition> features, ZoneId zone, AsOf asOf, Optional<String> counted) {
    this.zone = zone;
    this.asOf = asOf;
    asOfDay = new LocalDays(zone).of(asOf.micros());
    for (FeatureDefinition feature : features) {
      add(feature);
    }
    text = query(counted);
  }

  /** Whether a feature can be said: declared, and not of what needs the order of the events. */
  public static boolean says(FeatureDefinition feature) {
    if (feature.formula() instanceof Formula.Ratio) {
      return true;
    }
    return feature.formula() instanceof Formula.Aggregated declared
        && switch (declared.aggregation().aggregate()) {
          case VISITS, TREND, FIRST, LAST -> false;
          default -> true;
        };
  }

  /** One {@code SELECT}: {@code customer_id} and a column for each feature. */
  public String text() {
    return text;
  }

  /** What its {@code :names} stand for. */
  public Map<String, Object> values() {
    return values;
  }

  /** The query as a step that writes a view. */
  public SqlStep step(String view) {
    return SqlStep.ofText(
        view, "-- " + view + ": features by SQL\n-- writes view " + view + "\n" + text);
  }

  private void add(FeatureDefinition feature) {
    String name = feature.name();
    if (feature.formula() instanceof Formula.Ratio ratio) {
      byName.put(
          name,
          "f_ratio("
              + byName.get(ratio.numerator())
              + ", "
              + byName.get(ratio.denominator())
              + ")");
      told.add(byName.get(name) + " AS " + name);
      return;
    }
    if (!says(feature)) {
      throw new IllegalArgumentException(
          "Cannot say the feature " + name + " in SQL: " + feature.formula().words());
    }
    Aggregation one = ((Formula.Aggregated) feature.formula()).aggregation();
    String said = said(name, one);
    byName.put(name, said);
    told.add(said.equals("m." + name) ? said : said + " AS " + name);
  }

  /** Puts what makes a feature where it belongs; its expression in the last SELECT. */
  private String said(String name, Aggregation one) {
    return switch (one.aggregate()) {
      case DAYS -> {
        needsDay = true;
        String flag = "max(CASE WHEN " + passes(one, one.where()) + " THEN 1 ELSE 0 END)";
        if (!flags.contains(flag)) {
          flags.add(flag);
        }
        String has = "d.has_" + (flags.indexOf(flag) + 1) + " = 1";
        String within = one.window().map(w -> " AND d.day >= :as_of_day - " + w.days()).orElse("");
        one.window().ifPresent(w -> values.put("as_of_day", asOfDay));
        days.add("count(CASE WHEN " + has + within + " THEN 1 END) AS " + name);
        yield "days." + name;
      }
      case DISTINCT, ENTROPY, TOP_SHARE -> key(name, one);
      default -> {
        main.add(aggregate(one) + " AS " + name);
        yield "m." + name;
      }
    };
  }

  private String aggregate(Aggregation one) {
    boolean isShare = one.aggregate() == Aggregate.SHARE && one.among().isPresent();
    String passes = filter(one, isShare ? Optional.of(both(one)) : one.where());
    Optional<String> measure = one.of().map(this::number);
    String of = measure.orElse("1");
    return switch (one.aggregate()) {
      case COUNT -> "count(" + measure.orElse("*") + ")" + passes;
      case SUM -> "coalesce(sum(" + of + ")" + passes + ", 0e0)";
      case MEAN -> "avg(" + of + ")" + passes;
      case MIN -> "min(" + of + ")" + passes;
      case MAX -> "max(" + of + ")" + passes;
      case DEVIATION -> "stddev_samp(" + of + ")" + passes;
      case DAYS_SINCE_LAST -> since("max", passes);
      case DAYS_SINCE_FIRST -> since("min", passes);
      case DECAYED -> {
        needsDay = true;
        values.put("last_day", lastDay());
        yield "coalesce(sum("
            + of
            + " * power(0.5e0, (:last_day - c.day) / "
            + one.halfLifeDays().orElseThrow()
            + "e0))"
            + passes
            + ", 0e0)";
      }
      case SHARE -> {
        String what = measure.map(m -> "sum(" + m + ")").orElse("count(*)");
        yield "f_ratio(" + what + passes + ", " + what + filter(one, one.among()) + ")";
      }
      default -> throw new IllegalStateException("Cannot say " + one.aggregate().word());
    };
  }

  private static String both(Aggregation one) {
    return "(" + one.where().orElseThrow() + ") and (" + one.among().orElseThrow() + ")";
  }

  private String since(String which, String passes) {
    values.put("last_day", lastDay());
    needsDay = true;
    return ":last_day - " + which + "(c.day)" + passes;
  }

  private String key(String name, Aggregation one) {
    String of = one.of().orElseThrow();
    String column =
        EventColumns.keyColumn(of)
            .map(named -> "c." + named)
            .orElseGet(() -> EventColumns.text(of).textSql(expressions));
    KeyPart part =
        keys.computeIfAbsent(
            column,
            c -> new KeyPart("by_" + (keys.size() + 1), new ArrayList<>(), new ArrayList<>()));
    String weight =
        one.weight().map(w -> "greatest(coalesce(" + number(w) + ", 0), 0)").orElse("1");
    String n =
        "k.n_"
            + part.count(
                "sum(CASE WHEN "
                    + passes(one, one.where())
                    + within(one)
                    + " THEN "
                    + weight
                    + " ELSE 0 END)");
    String total = "CAST(sum(" + n + ") AS DOUBLE)";
    String what =
        switch (one.aggregate()) {
          case DISTINCT -> "count(CASE WHEN " + n + " > 0 THEN 1 END)";
          case TOP_SHARE -> "f_ratio(max(" + n + "), " + total + ")";
          default ->
              "(f_ln("
                  + total
                  + ") - f_ratio(sum(coalesce("
                  + n
                  + " * f_ln("
                  + n
                  + "), 0e0)), "
                  + total
                  + ")) / "
                  + StrictMath.log(2);
        };
    part.told().add(what + " AS " + name);
    String found = part.name() + "." + name;
    return one.aggregate() == Aggregate.DISTINCT ? "coalesce(" + found + ", 0)" : found;
  }

  private String number(String measure) {
    if (EventColumns.isNumber(measure)) {
      return EventColumns.isExact(measure) ? "c." + measure : "f_finite(c." + measure + ")";
    }
    return EventColumns.number(measure).sql(expressions);
  }

  private String filter(Aggregation one, Optional<String> where) {
    String all = passes(one, where) + within(one);
    return " FILTER (WHERE " + all + ")";
  }

  /** The condition that an event passes types and filter. */
  private String passes(Aggregation one, Optional<String> where) {
    List<Integer> codes = one.types().stream().map(EventCodes::of).sorted().toList();
    types.addAll(one.types());
    String is =
        switch (codes.size()) {
          case 0 -> "c.code >= 0";
          case 1 -> "c.code = " + codes.get(0);
          default ->
              codes.stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ", "c.code IN (", ")"));
        };
    return where.map(condition -> is + " AND " + condition(condition)).orElse(is);
  }

  /** A condition in SQL: each once, so that its values have one name. */
  private String condition(String condition) {
    return conditions.computeIfAbsent(
        condition, text -> EventColumns.condition(text).sql(expressions));
  }

  private String within(Aggregation one) {
    return one.window()
        .map(
            window -> {
              values.put("from_" + window, from(window));
              return " AND c.occurred_at >= :from_" + window;
            })
        .orElse("");
  }

  private Instant from(Window window) {
    return LocalDate.ofEpochDay(asOfDay - window.days()).atStartOfDay(zone).toInstant();
  }

  private long lastDay() {
    return new LocalDays(zone).of(asOf.micros() - 1);
  }

  private String query(Optional<String> counted) {
    StringBuilder sql = new StringBuilder();
    types.stream()
        .sorted()
        .forEach(
            type ->
                sql.append("-- code ")
                    .append(EventCodes.of(type))
                    .append(": ")
                    .append(type.word())
                    .append('\n'));
    sql.append("WITH counted AS (\n  ").append(counted.orElseGet(this::events)).append("\n)");
    values.put("as_of", Instant.EPOCH.plusNanos(asOf.micros() * 1000));
    sql.append(",\nmain AS (\n  SELECT c.customer_id");
    main.forEach(one -> sql.append(",\n    ").append(one));
    sql.append("\n  FROM counted c\n  GROUP BY c.customer_id\n)");
    StringBuilder joins = new StringBuilder();
    if (!days.isEmpty()) {
      sql.append(",\ndays AS (\n  SELECT d.customer_id,\n    ")
          .append(String.join(",\n    ", days))
          .append("\n  FROM (\n    SELECT c.customer_id, c.day");
      for (int i = 0; i < flags.size(); i++) {
        sql.append(",\n      ").append(flags.get(i)).append(" AS has_").append(i + 1);
      }
      sql.append("\n    FROM counted c\n    GROUP BY c.customer_id, c.day\n  ) d")
          .append("\n  GROUP BY d.customer_id\n)");
      joins.append("\nJOIN days ON days.customer_id = m.customer_id");
    }
    keys.forEach(
        (column, part) -> {
          sql.append(",\n").append(part.name()).append(" AS (\n  SELECT k.customer_id,\n    ");
          sql.append(String.join(",\n    ", part.told()));
          sql.append("\n  FROM (\n    SELECT c.customer_id");
          for (int i = 0; i < part.counts().size(); i++) {
            sql.append(",\n      ").append(part.counts().get(i)).append(" AS n_").append(i + 1);
          }
          sql.append("\n    FROM counted c\n    WHERE ").append(column).append(" IS NOT NULL");
          sql.append("\n    GROUP BY c.customer_id, ").append(column).append("\n  ) k");
          sql.append("\n  GROUP BY k.customer_id\n)");
          joins.append("\nLEFT JOIN ").append(part.name()).append(" ON ").append(part.name());
          joins.append(".customer_id = m.customer_id");
        });
    values.putAll(expressions.values());
    sql.append("\nSELECT m.customer_id,\n  ").append(String.join(",\n  ", told));
    return sql.append("\nFROM main m").append(joins).toString();
  }

  /** The events before the instant. */
  private String events() {
    String day = "";
    if (needsDay && zone.normalized().equals(ZoneOffset.UTC)) {
      day = ",\n    " + DAY.formatted("c.occurred_at") + " AS day";
    } else if (needsDay) {
      values.put("zone", zone.getId());
      day = ",\n    " + DAY.formatted(LOCAL) + " AS day";
    }
    return "SELECT c.*,\n    CASE WHEN c.kind = 3 THEN "
        + NO_TYPE
        + " ELSE coalesce(c.type, 99) END AS code"
        + day
        + "\n  FROM "
        + CustomerEvents.VIEW
        + " c\n  WHERE c.occurred_at < :as_of";
  }
}
