// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.serve.Paging;
import io.perennial.serve.Refusal;
import io.perennial.serve.answer.CustomerView.CandidateRow;
import io.perennial.serve.answer.CustomerView.CustomerScorecard;
import io.perennial.serve.answer.CustomerView.DecisionRow;
import io.perennial.serve.answer.CustomerView.EdgeRow;
import io.perennial.serve.answer.CustomerView.EventRow;
import io.perennial.serve.answer.CustomerView.Identity;
import io.perennial.serve.answer.CustomerView.MembershipRow;
import io.perennial.serve.answer.CustomerView.ProductRow;
import io.perennial.serve.answer.CustomerView.RecordRow;
import io.perennial.serve.answer.CustomerView.Satisfaction;
import io.perennial.serve.answer.CustomerView.TextRow;
import io.perennial.serve.answer.CustomerView.TotalRow;
import io.perennial.serve.answer.CustomerView.ValueRow;
import io.perennial.serve.index.CustomerSource;
import io.perennial.serve.index.LakeCustomers;
import io.perennial.serve.index.Rows;
import io.perennial.serve.index.Sections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of one customer; without personal data. */
public final class CustomerAnswers {

  private static final int TIMELINE = 20;
  private static final int DECISIONS = 20;

  /** What people look at first, where the lake has it. */
  private static final List<String> FIRST =
      List.of(
          "purchases",
          "repeat_purchases",
          "spend_total",
          "spend_mean",
          "spend_365d",
          "purchase_days_365d",
          "days_since_order",
          "first_purchase_at",
          "last_purchase_at",
          "order_gap_median_days",
          "overdue_ratio",
          "return_rate_365d",
          "discount_rate_365d",
          "favourite_channel",
          "favourite_category",
          "favourite_brand",
          "products_365d",
          "sessions_30d",
          "email_open_rate_90d",
          "engagement_score",
          "tickets_365d",
          "survey_score_last",
          "negative_text_share_365d",
          "acquisition_channel",
          "cohort_month");

  private static final Set<String> NO_FEATURES = Set.of("as_of");

  private final Supplier<CustomerSource> source;
  private final LakeCustomers lake;
  private final Moment moment;

  CustomerAnswers(Supplier<CustomerSource> source, LakeCustomers lake, Moment moment) {
    this.source = source;
    this.lake = lake;
    this.moment = moment;
  }

  record Person(@Nullable Instant firstSeen, @Nullable Instant lastSeen) {}

  record Member(String member) {}

  record Alert(@Nullable Double valueAtRisk, @Nullable String reason, @Nullable String play) {}

  record Scores(long scored, @Nullable Double scoreMean) {}

  record TextTotal(long texts, long negative) {}

  record Possible(@Nullable String candidates) {}

  /**
   * Everything at a glance.
   *
   * @throws Refusal when there is no such customer
   */
  public CustomerView view(long customer) {
    CustomerSource from = source.get();
    Person person = person(from, customer);
    List<MembershipRow> memberships =
        list(from, Sections.MEMBERSHIPS, customer, MembershipRow.class);
    Optional<ValueRow> value = value(from, customer);
    List<DecisionRow> decisions = decisions(from, customer);
    Rows features = from.rows(Sections.FEATURES, customer);
    String id = Long.toString(customer);
    return new CustomerView(
        id,
        CustomerList.label(id),
        person.firstSeen(),
        person.lastSeen(),
        identity(from, customer),
        list(from, Sections.TOTALS, customer, TotalRow.class),
        first(features),
        memberships,
        value.orElse(null),
        decisions.subList(0, Math.min(DECISIONS, decisions.size())),
        recommendations(from, customer),
        products(from, customer),
        satisfaction(from, customer),
        scorecard(from, customer, memberships, value, decisions),
        events(from, customer, TIMELINE),
        moment.asOf(),
        moment.currency());
  }

  private static Person person(CustomerSource from, long customer) {
    return list(from, Sections.CUSTOMERS, customer, Person.class).stream()
        .findFirst()
        .orElseThrow(
            () -> Refusal.notFound("Unknown customer (ids are those of /api/v1/customers)"));
  }

  private static <T extends Record> List<T> list(
      CustomerSource from, String section, long customer, Class<T> type) {
    Rows rows = from.rows(section, customer);
    return rows.isEmpty() ? List.of() : RecordRows.of(type).all(rows);
  }

  private static Map<String, Object> first(Rows features) {
    Map<String, Object> first = new LinkedHashMap<>();
    if (!features.isEmpty()) {
      Map<String, Object> all = features.map(0);
      for (String name : FIRST) {
        Object value = all.get(name);
        if (value != null) {
          first.put(name, value);
        }
      }
    }
    return first;
  }

  /** Records, how alike they are, and who lives with the customer. */
  public Identity identity(long customer) {
    CustomerSource from = source.get();
    person(from, customer);
    return identity(from, customer);
  }

  private static Identity identity(CustomerSource from, long customer) {
    return new Identity(
        list(from, Sections.RECORDS, customer, RecordRow.class),
        list(from, Sections.EDGES, customer, EdgeRow.class),
        list(from, Sections.HOUSEHOLD, customer, Member.class).stream()
            .map(Member::member)
            .toList());
  }

  private static Optional<ValueRow> value(CustomerSource from, long customer) {
    return list(from, Sections.VALUES, customer, ValueRow.class).stream().findFirst();
  }

  private static List<DecisionRow> decisions(CustomerSource from, long customer) {
    return list(from, Sections.DECISIONS, customer, DecisionRow.class);
  }

  /** What was decided, the newest first. */
  public Page<DecisionRow> decisions(long customer, Paging part) {
    CustomerSource from = source.get();
    person(from, customer);
    return newest(from, Sections.DECISIONS, DecisionRow.class, customer, part);
  }

  private static List<CandidateRow> recommendations(CustomerSource from, long customer) {
    return list(from, Sections.DECISIONS, customer, Possible.class).stream()
        .findFirst()
        .map(Possible::candidates)
        .map(CandidateText::parse)
        .orElse(List.of());
  }

  /** Those of the newest instant. */
  private static List<ProductRow> products(CustomerSource from, long customer) {
    List<ProductRow> all = list(from, Sections.PRODUCTS, customer, ProductRow.class);
    return all.stream().filter(row -> row.asOf().equals(all.get(0).asOf())).toList();
  }

  private static List<EventRow> events(CustomerSource from, long customer, int most) {
    List<EventRow> events = list(from, Sections.EVENTS, customer, EventRow.class);
    return events.subList(0, Math.min(most, events.size()));
  }

  /** What happened, the newest first; the newest {@link Sections#NEWEST} are at hand. */
  public Page<EventRow> timeline(long customer, Paging part) {
    CustomerSource from = source.get();
    person(from, customer);
    long total =
        list(from, Sections.TOTALS, customer, TotalRow.class).stream()
            .mapToLong(TotalRow::events)
            .sum();
    long begin =
        Math.max(0, Math.min(total, Cursor.parse(part, moment).map(Cursor::id).orElse(0L)));
    long end = Math.min(total, begin + part.limit());
    List<EventRow> events =
        end <= Sections.NEWEST
            ? events(from, customer, (int) end).subList((int) begin, (int) end)
            : RecordRows.of(EventRow.class)
                .all(lake.part(Sections.EVENTS, customer, begin, part.limit()));
    return new Page<>(
        events,
        end < total ? Optional.of(new Cursor(0, end).text(part, moment)) : Optional.empty(),
        Optional.of(total),
        moment.asOf(),
        moment.currency());
  }

  /** What texts say, the newest first. */
  public Page<TextRow> texts(long customer, Paging part) {
    CustomerSource from = source.get();
    person(from, customer);
    return newest(from, Sections.TEXTS, TextRow.class, customer, part);
  }

  /** Of rows whose newest are at hand: beyond them the lake is asked. */
  private <T extends Record> Page<T> newest(
      CustomerSource from, String section, Class<T> type, long customer, Paging part) {
    List<T> near = list(from, section, customer, type);
    if (near.size() < Sections.NEWEST) {
      return Page.of(near, part, moment);
    }
    long place = Cursor.parse(part, moment).map(Cursor::id).orElse(0L);
    long begin = Math.max(0, Math.min(Integer.MAX_VALUE, place));
    long end = begin + part.limit();
    List<T> rows =
        end < near.size()
            ? near.subList((int) begin, (int) end + 1)
            : RecordRows.of(type).all(lake.part(section, customer, begin, part.limit() + 1));
    boolean more = rows.size() > part.limit();
    return new Page<>(
        more ? rows.subList(0, part.limit()) : rows,
        more ? Optional.of(new Cursor(0, end).text(part, moment)) : Optional.empty(),
        Optional.empty(),
        moment.asOf(),
        moment.currency());
  }

  /** All features by name, those left out that are not known. */
  public Map<String, Object> features(long customer) {
    CustomerSource from = source.get();
    person(from, customer);
    Rows rows = from.rows(Sections.FEATURES, customer);
    Map<String, Object> features = new TreeMap<>();
    if (!rows.isEmpty()) {
      features.putAll(rows.map(0));
      features.keySet().removeAll(NO_FEATURES);
    }
    return features;
  }

  /** Features of one of many who are asked for. */
  public record FeatureRow(String customerId, Map<String, Object> features) {}

  /**
   * Features of many customers by name; who is not known is left out.
   *
   * @param names empty for all
   */
  public List<FeatureRow> features(List<Long> customers, List<String> names) {
    CustomerSource from = source.get();
    Set<String> wanted = new TreeSet<>(names);
    List<FeatureRow> all = new ArrayList<>();
    for (long customer : customers) {
      Rows rows = from.rows(Sections.FEATURES, customer);
      for (String name : wanted) {
        if (rows.column(name) < 0 || NO_FEATURES.contains(name)) {
          throw Refusal.invalid("names", "Unknown feature (see docs/features.md)");
        }
      }
      if (!rows.isEmpty()) {
        Map<String, Object> features = rows.map(0);
        features.keySet().removeAll(NO_FEATURES);
        if (!wanted.isEmpty()) {
          features.keySet().retainAll(wanted);
        }
        all.add(new FeatureRow(Long.toString(customer), features));
      }
    }
    return all;
  }

  private static Satisfaction satisfaction(CustomerSource from, long customer) {
    double sum = 0;
    long scored = 0;
    for (Scores scores : list(from, Sections.TOTALS, customer, Scores.class)) {
      if (scores.scoreMean() != null) {
        sum += scores.scoreMean() * (double) scores.scored();
        scored += scores.scored();
      }
    }
    List<TextRow> texts = list(from, Sections.TEXTS, customer, TextRow.class);
    TextTotal all =
        list(from, Sections.TEXT_TOTALS, customer, TextTotal.class).stream()
            .findFirst()
            .orElse(new TextTotal(0, 0));
    Optional<TextRow> last = texts.stream().findFirst();
    return new Satisfaction(
        scored == 0 ? null : sum / (double) scored,
        all.texts(),
        all.texts() == 0 ? null : (double) all.negative() / (double) all.texts(),
        last.map(TextRow::sentiment).orElse(null),
        last.map(TextRow::occurredAt).orElse(null),
        texts.stream().flatMap(t -> Optional.ofNullable(t.theme()).stream()).distinct().toList());
  }

  private static CustomerScorecard scorecard(
      CustomerSource from,
      long customer,
      List<MembershipRow> memberships,
      Optional<ValueRow> value,
      List<DecisionRow> decisions) {
    Optional<MembershipRow> who =
        memberships.stream()
            .filter(row -> row.scheme().equals("rfm"))
            .findFirst()
            .or(() -> memberships.stream().findFirst());
    Optional<Alert> alert = list(from, Sections.ALERTS, customer, Alert.class).stream().findFirst();
    Optional<DecisionRow> next = decisions.stream().findFirst();
    return new CustomerScorecard(
        who.map(row -> row.segment() + (row.reason() == null ? "" : ": " + row.reason()))
            .orElse(null),
        value.map(ValueRow::reason).orElse(null),
        alert.map(Alert::reason).orElse(null),
        next.map(
                row -> row.channel() == null ? row.action() : row.action() + " by " + row.channel())
            .orElse(null),
        next.map(DecisionRow::reason).orElse(null));
  }
}
