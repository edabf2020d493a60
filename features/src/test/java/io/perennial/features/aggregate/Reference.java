// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.expression.Expression;
import io.perennial.features.aggregate.History.Event;
import io.perennial.features.dictionary.Aggregation;
import io.perennial.features.dictionary.EventColumns;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What declared features mean, in plain Java over the list of a customer's events: slow, and of
 * nothing that the fold is made of.
 */
final class Reference {

  /** An event and the day it is of: no earlier than that of the event before it. */
  private record Dated(Event event, LocalDate day) {}

  private final List<Dated> known = new ArrayList<>();
  private final LocalDate asOfDay;
  private final LocalDate lastDay;

  Reference(List<Event> events, AsOf asOf, ZoneId zone) {
    LocalDate latest = LocalDate.MIN;
    for (Event event : events) {
      boolean isReversal =
          event.type().filter(t -> t == EventType.RETURN).isPresent()
              && event.columns().get("kind").equals(3L);
      if (event.micros() < asOf.micros() && !isReversal) {
        LocalDate day = day(event.micros(), zone);
        latest = day.isAfter(latest) ? day : latest;
        known.add(new Dated(event, latest));
      }
    }
    asOfDay = day(asOf.micros(), zone);
    lastDay = day(asOf.micros() - 1, zone);
  }

  private static LocalDate day(long micros, ZoneId zone) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
  }

  /** Empty for null, which what is not finite is, too. */
  Optional<Double> value(Aggregation one) {
    return any(one).filter(Double::isFinite);
  }

  private Optional<Double> any(Aggregation one) {
    List<Dated> all = passing(one, one.where());
    List<Dated> some =
        all.stream()
            .filter(
                e ->
                    one.window().isEmpty()
                        || !e.day().isBefore(asOfDay.minusDays(one.window().get().days())))
            .toList();
    boolean ofKeys =
        switch (one.aggregate()) {
          case DISTINCT, ENTROPY, TOP_SHARE -> true;
          default -> false;
        };
    List<Double> values =
        ofKeys ? List.of() : some.stream().flatMap(e -> measure(one, e).stream()).toList();
    return switch (one.aggregate()) {
      case COUNT -> Optional.of((double) (one.of().isPresent() ? values.size() : some.size()));
      case SUM -> Optional.of(sum(values));
      case MEAN -> values.isEmpty() ? Optional.empty() : Optional.of(sum(values) / values.size());
      case MIN -> values.stream().min(Double::compare);
      case MAX -> values.stream().max(Double::compare);
      case DEVIATION -> deviation(values);
      case FIRST -> values.stream().findFirst();
      case LAST -> values.stream().reduce((a, b) -> b);
      case DAYS -> Optional.of((double) some.stream().map(Dated::day).distinct().count());
      case VISITS -> Optional.of(visits(all, some));
      case DISTINCT -> Optional.of((double) weights(one, some).size());
      case ENTROPY -> entropy(weights(one, some));
      case TOP_SHARE -> topShare(weights(one, some));
      case DAYS_SINCE_LAST -> since(all, all.size() - 1);
      case DAYS_SINCE_FIRST -> since(all, 0);
      case DECAYED -> Optional.of(decayed(one, all));
      case TREND -> trend(one, all);
      case SHARE -> share(one, some);
    };
  }

  private List<Dated> passing(Aggregation one, Optional<String> condition) {
    Optional<Expression> where = condition.map(EventColumns::condition);
    return known.stream()
        .filter(
            e ->
                one.types().isEmpty() || e.event().type().filter(one.types()::contains).isPresent())
        .filter(e -> where.isEmpty() || where.get().holds(e.event()::text, Reference::number))
        .toList();
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> measure(Aggregation one, Dated e) {
    if (one.of().isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> value =
        EventColumns.isNumber(one.of().get())
            ? Optional.of(e.event().number(one.of().get()))
            : EventColumns.number(one.of().get()).number(e.event()::text, Reference::number);
    boolean summed =
        switch (one.aggregate()) {
          case SUM, MEAN, TREND, SHARE -> EventColumns.isExact(one.of().get());
          default -> false;
        };
    return value.filter(Double::isFinite).map(v -> summed ? exact(v) : v);
  }

  /** To four decimals; what money cannot be counts as nothing. */
  private static double exact(double value) {
    return Math.abs(value) < 1e14
        ? BigDecimal.valueOf(Math.round(value * 1e4), 4).doubleValue()
        : 0;
  }

  private static double sum(List<Double> values) {
    return values.stream()
        .map(BigDecimal::valueOf)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  private static Optional<Double> deviation(List<Double> values) {
    if (values.size() < 2) {
      return Optional.empty();
    }
    double mean = values.stream().mapToDouble(v -> v / values.size()).sum();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Optional.of(Math.sqrt(squares / (values.size() - 1)));
  }

  /** Visits that begin in the window: each begins after a pause, wherever that began. */
  private static double visits(List<Dated> all, List<Dated> some) {
    Set<Dated> inWindow = new LinkedHashSet<>(some);
    int n = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean begins =
          i == 0 || all.get(i).event().micros() - all.get(i - 1).event().micros() > 1_800_000_000L;
      n += begins && inWindow.contains(all.get(i)) ? 1 : 0;
    }
    return n;
  }

  private static Map<Object, Double> weights(Aggregation one, List<Dated> some) {
    Map<Object, Double> weights = new LinkedHashMap<>();
    String of = one.of().orElseThrow();
    for (Dated e : some) {
      Object key =
          EventColumns.keyColumn(of)
              .map(column -> e.event().columns().get(column))
              .orElseGet(
                  () ->
                      EventColumns.keyColumn(of).isPresent()
                          ? null
                          : EventColumns.text(of)
                              .text(e.event()::text, Reference::number)
                              .orElse(null));
      double weight =
          one.weight().map(column -> exact(orZero(e.event().number(column)))).orElse(1.0);
      if (key != null && weight > 0) {
        weights.merge(key, weight, Double::sum);
      }
    }
    return weights;
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static Optional<Double> entropy(Map<Object, Double> weights) {
    double total = weights.values().stream().mapToDouble(w -> w).sum();
    ToDoubleFunction<Double> bits = w -> -w / total * Math.log(w / total) / Math.log(2);
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(weights.values().stream().mapToDouble(bits).sum());
  }

  private static Optional<Double> topShare(Map<Object, Double> weights) {
    double total = weights.values().stream().mapToDouble(w -> w).sum();
    return weights.values().stream().max(Double::compare).map(w -> w / total);
  }

  private Optional<Double> since(List<Dated> all, int at) {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of((double) Math.max(0, ChronoUnit.DAYS.between(all.get(at).day(), lastDay)));
  }

  private double decayed(Aggregation one, List<Dated> all) {
    double halfLife = one.halfLifeDays().orElseThrow();
    double sum = 0;
    for (Dated e : all) {
      double days = Math.max(0, ChronoUnit.DAYS.between(e.day(), lastDay));
      double value = one.of().isEmpty() ? 1 : measure(one, e).orElse(0.0);
      sum += value * Math.pow(0.5, days / halfLife);
    }
    return sum;
  }

  private Optional<Double> trend(Aggregation one, List<Dated> all) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    long periods =
        Math.min(12, Math.floorDiv(ChronoUnit.DAYS.between(all.get(0).day(), asOfDay), 30));
    if (periods < 3) {
      return Optional.empty();
    }
    double meanX = 0;
    double meanY = 0;
    double[] y = new double[(int) periods];
    for (int i = 0; i < periods; i++) {
      LocalDate to = asOfDay.minusDays(30L * (periods - 1 - i));
      LocalDate from = to.minusDays(30);
      boolean newest = i == periods - 1;
      for (Dated e : all) {
        boolean in = !e.day().isBefore(from) && (e.day().isBefore(to) || newest);
        y[i] += in ? (one.of().isEmpty() ? 1 : measure(one, e).orElse(0.0)) : 0;
      }
      meanX += (double) i / periods;
      meanY += y[i] / periods;
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < periods; i++) {
      xy += (i - meanX) * (y[i] - meanY);
      xx += (i - meanX) * (i - meanX);
    }
    return Optional.of(xy / xx);
  }

  private Optional<Double> share(Aggregation one, List<Dated> some) {
    Set<Dated> wide = new LinkedHashSet<>(passing(one, one.among()));
    Set<Dated> narrow = new LinkedHashSet<>(some);
    double part = 0;
    double whole = 0;
    for (Dated e : wide) {
      boolean inWindow =
          one.window().isEmpty() || !e.day().isBefore(asOfDay.minusDays(one.window().get().days()));
      double value = one.of().isEmpty() ? 1 : measure(one, e).orElse(0.0);
      whole += inWindow ? value : 0;
      part += narrow.contains(e) ? value : 0;
    }
    return whole == 0 ? Optional.empty() : Optional.of(part / whole);
  }
}
