// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.serve.Paging;
import io.perennial.serve.index.CustomerSource;
import io.perennial.serve.index.Rows;
import io.perennial.serve.index.Sections;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Customers, filtered and sorted, part by part. */
public final class CustomerList {

  private static final SqlStep SERVED = SqlStep.of(CustomerList.class, "served_customers");
  private static final SqlStep PAGE = SqlStep.of(CustomerList.class, "customer_page");
  private static final SqlStep COUNT =
      Reading.question("SELECT count(*) AS customers FROM (" + PAGE.text() + ") n");

  private final Reading reading;
  private final Once once;
  private final Moment moment;
  private final Supplier<CustomerSource> source;

  CustomerList(Reading reading, Once once, Moment moment, Supplier<CustomerSource> source) {
    this.reading = reading;
    this.once = once;
    this.moment = moment;
    this.source = source;
    TableSpec features = reading.lake().table(Tables.FEATURES).spec();
    String spend = features.has("spend_365d") ? "spend_365d" : "CAST(NULL AS DOUBLE) AS spend_365d";
    reading
        .engine()
        .run(
            SqlStep.ofText(
                "served_features",
                "-- writes view served_features\nSELECT customer_id, last_purchase_at, "
                    + spend
                    + " FROM features"),
            Map.of());
    reading.engine().run(SERVED, Map.of());
  }

  /**
   * A customer in a list.
   *
   * @param label what people call the customer by, without personal data
   * @param segments by scheme
   */
  public record CustomerRow(
      String customerId,
      String label,
      @Nullable String tier,
      @Nullable Double value,
      @Nullable Double valueLower,
      @Nullable Double valueUpper,
      @Nullable Double pAlive,
      @Nullable Double pChurn,
      @JsonProperty("spend_365d") @Nullable Double spend365d,
      @Nullable Instant lastPurchase,
      @Nullable String nextAction,
      Map<String, String> segments) {}

  record Found(
      String customerId,
      @Nullable String tier,
      @Nullable Double value,
      @Nullable Double valueLower,
      @Nullable Double valueUpper,
      @Nullable Double pAlive,
      @Nullable Double pChurn,
      @JsonProperty("spend_365d") @Nullable Double spend365d,
      @Nullable Instant lastPurchase,
      @Nullable String nextAction,
      double place) {}

  /** How a customer is called where no name may be: by the end of the number. */
  static String label(String customerId) {
    String hex = String.format(Locale.ROOT, "%016x", Long.parseLong(customerId));
    return "customer " + hex.substring(hex.length() - 6);
  }

  /** A part of the customers that pass a filter. */
  public Page<CustomerRow> page(CustomerFilter filter, Paging part) {
    Optional<Cursor> cursor = Cursor.parse(part, moment);
    Map<String, Object> values = values(filter, cursor);
    SqlStep step =
        Reading.question(
            "SELECT * FROM ("
                + PAGE.text()
                + ") n ORDER BY n.place, n.customer_id LIMIT "
                + (part.limit() + 1));
    List<Found> found = reading.list(Found.class, step, values);
    List<Found> shown = found.subList(0, Math.min(found.size(), part.limit()));
    Map<String, Map<String, String>> segments = segments(shown);
    return new Page<>(
        shown.stream()
            .map(row -> row(row, segments.getOrDefault(row.customerId(), Map.of())))
            .toList(),
        found.size() > shown.size()
            ? Optional.of(end(shown.get(shown.size() - 1)).text(part, moment))
            : Optional.empty(),
        Optional.of(total(filter)),
        moment.asOf(),
        moment.currency());
  }

  private static Cursor end(Found last) {
    return new Cursor(last.place(), Long.parseLong(last.customerId()));
  }

  private long total(CustomerFilter filter) {
    return once.get(
        "total " + filter.sortedBy(""),
        () -> {
          Object n = reading.rows(COUNT, values(filter, Optional.empty())).value(0, 0);
          return n == null ? 0L : (Long) n;
        });
  }

  private static Map<String, Object> values(CustomerFilter filter, Optional<Cursor> cursor) {
    Map<String, Object> values = new HashMap<>();
    values.put("sort", filter.sort());
    values.put("tier", filter.tier().orElse(""));
    values.put("any_value", filter.minValue().isEmpty());
    values.put("min_value", filter.minValue().orElse(0));
    values.put("any_churn", filter.maxChurn().isEmpty());
    values.put("max_churn", filter.maxChurn().orElse(1));
    values.put("any_customer", filter.among().isEmpty());
    values.put("ids", filter.among().orElse(List.of()));
    values.put("scheme", filter.scheme().orElse(""));
    values.put("segment", filter.segment().orElse(""));
    values.put("first", cursor.isEmpty());
    values.put("place", cursor.map(Cursor::place).orElse(0.0));
    values.put("id", cursor.map(Cursor::id).orElse(0L));
    return values;
  }

  private static CustomerRow row(Found row, Map<String, String> segments) {
    return new CustomerRow(
        row.customerId(),
        label(row.customerId()),
        row.tier(),
        row.value(),
        row.valueLower(),
        row.valueUpper(),
        row.pAlive(),
        row.pChurn(),
        row.spend365d(),
        row.lastPurchase(),
        row.nextAction(),
        segments);
  }

  private Map<String, Map<String, String>> segments(List<Found> shown) {
    Map<String, Map<String, String>> segments = new HashMap<>();
    CustomerSource customers = source.get();
    if (customers.isIndexed()) {
      for (Found row : shown) {
        Rows rows = customers.rows(Sections.MEMBERSHIPS, Long.parseLong(row.customerId()));
        for (int i = 0; i < rows.size(); i++) {
          put(
              segments,
              row.customerId(),
              rows.value(i, rows.column("scheme")),
              rows.value(i, rows.column("segment")));
        }
      }
    } else if (!shown.isEmpty()) {
      List<Long> ids = shown.stream().map(row -> Long.parseLong(row.customerId())).toList();
      for (SegmentAnswers.Membership row :
          reading.list(
              SegmentAnswers.Membership.class,
              "memberships m WHERE m.customer_id IN :ids",
              Map.of("ids", ids))) {
        put(segments, row.customerId(), row.scheme(), row.segment());
      }
    }
    return segments;
  }

  private static void put(
      Map<String, Map<String, String>> segments,
      String customer,
      @Nullable Object scheme,
      @Nullable Object segment) {
    if (scheme != null && segment != null) {
      segments
          .computeIfAbsent(customer, c -> new TreeMap<>())
          .putIfAbsent(scheme.toString(), segment.toString());
    }
  }
}
