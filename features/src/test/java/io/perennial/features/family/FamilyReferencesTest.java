// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.PurchaseRule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/**
 * Families beside a second way to the same numbers: plain lists and the calendar of java.time, all
 * events looked at anew for each feature.
 */
class FamilyReferencesTest {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int DAYS = 400;

  private final FeatureFold fold = new FeatureFold(Families.ours(PurchaseRule.byDay(ZONE)));

  @Property(tries = 300)
  void all_families_tell_what_the_references_tell(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int events) {
    AsOf asOf = new AsOf((DAYS * 3 / 4) * WideEvent.DAY + Math.floorMod(seed, WideEvent.DAY));
    List<WideEvent> known = FoldedEvents.before(FoldedEvents.random(seed, events, DAYS), asOf);
    if (known.isEmpty()) {
      return;
    }

    Map<String, Object> told = FoldedEvents.told(fold, FoldedEvents.folded(fold, known), asOf);

    Map<String, Object> expected = new Reference(known, asOf).values();
    fold.dictionary().all().stream()
        .filter(feature -> !feature.family().equals("purchases"))
        .forEach(
            feature -> {
              Object value = told.get(feature.name());
              Object wanted = expected.get(feature.name());
              if (value instanceof Double number && wanted instanceof Double other) {
                assertThat(number)
                    .as(feature.name())
                    .isCloseTo(other, Offset.offset(1e-6 * (1 + Math.abs(other))));
              } else {
                assertThat(value).as(feature.name()).isEqualTo(wanted);
              }
            });
  }

  /** The features of one customer, each from the whole list of events. */
  private static final class Reference {

    private final List<WideEvent> events;
    private final AsOf asOf;
    private final Map<String, Object> values = new HashMap<>();

    Reference(List<WideEvent> events, AsOf asOf) {
      this.events = events;
      this.asOf = asOf;
    }

    Map<String, Object> values() {
      acquisition();
      rhythm();
      season();
      journey();
      repertoire();
      intent();
      response();
      service();
      subscription();
      values.values().removeIf(Objects::isNull);
      values.values().removeIf(value -> value instanceof Double d && !Double.isFinite(d));
      return values;
    }

    private List<WideEvent> of(EventType... types) {
      return events.stream().filter(e -> List.of(types).stream().anyMatch(e::is)).toList();
    }

    /** First lines of orders. */
    private List<WideEvent> orders() {
      List<WideEvent> lines = of(EventType.ORDER);
      List<WideEvent> first = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        Optional<WideEvent> before = i == 0 ? Optional.empty() : Optional.of(lines.get(i - 1));
        WideEvent line = lines.get(i);
        boolean goesOn =
            before
                .filter(b -> b.key("order_key").equals(line.key("order_key")))
                .filter(b -> line.has("order_key") || b.micros() == line.micros())
                .isPresent();
        if (!goesOn) {
          first.add(line);
        }
      }
      return first;
    }

    private static ZonedDateTime local(long micros) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(ZONE);
    }

    private static LocalDate day(WideEvent event) {
      return local(event.micros()).toLocalDate();
    }

    private LocalDate today() {
      return local(asOf.micros() - 1).toLocalDate();
    }

    private long since(LocalDate day) {
      return ChronoUnit.DAYS.between(day, today());
    }

    private static Optional<String> firstText(List<WideEvent> events, String column) {
      return events.stream().map(e -> e.text(column)).filter(t -> !t.isEmpty()).findFirst();
    }

    private static String favourite(List<WideEvent> events, String column) {
      Map<String, Long> counts = new HashMap<>();
      Map<String, Integer> lasts = new HashMap<>();
      for (int i = 0; i < events.size(); i++) {
        String word = events.get(i).text(column);
        if (!word.isEmpty()) {
          counts.merge(word, 1L, Long::sum);
          lasts.put(word, i);
        }
      }
      return counts.keySet().stream()
          .max(Comparator.<String>comparingLong(counts::get).thenComparingInt(lasts::get))
          .orElse(null);
    }

    private void acquisition() {
      WideEvent first = events.get(0);
      List<WideEvent> orders = of(EventType.ORDER);
      if (!orders.isEmpty()) {
        LocalDate ordered = day(orders.get(0));
        values.put("first_order_delay_days", ChronoUnit.DAYS.between(day(first), ordered));
        values.put("cohort_month", ordered.toString().substring(0, 7));
      }
      values.put(
          "acquisition_source", first.text("source").isEmpty() ? null : first.text("source"));
      values.put("acquisition_channel", firstText(events, "channel").orElse(null));
      int until = orders.isEmpty() ? events.size() : events.indexOf(orders.get(0)) + 1;
      values.put(
          "acquisition_campaign", firstText(events.subList(0, until), "campaign").orElse(null));
    }

    private void rhythm() {
      List<LocalDate> days = of(EventType.ORDER).stream().map(e -> day(e)).distinct().toList();
      List<Long> gaps = new ArrayList<>();
      for (int i = 1; i < days.size(); i++) {
        gaps.add(ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
      }
      if (gaps.isEmpty()) {
        return;
      }
      List<Long> sorted = gaps.stream().sorted().toList();
      values.put("order_gap_median_days", quantile(sorted, 50));
      values.put("order_gap_spread_days", quantile(sorted, 75) - quantile(sorted, 25));
      values.put("order_gap_longest_days", sorted.get(sorted.size() - 1));
      values.put("order_gap_last_days", gaps.get(gaps.size() - 1));
      if (gaps.size() > 2) {
        // slope by the sums of squares, not by deviations
        double n = gaps.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < gaps.size(); i++) {
          x += i;
          y += gaps.get(i);
          xx += (double) i * i;
          xy += (double) i * gaps.get(i);
        }
        values.put("order_gap_drift", (n * xy - x * y) / (n * xx - x * x) / (y / n));
      }
      long silence = since(days.get(days.size() - 1));
      values.put("overdue_ratio", silence / quantile(sorted, 50));
      values.put(
          "silence_rank", gaps.stream().filter(g -> g < silence).count() / (double) gaps.size());
    }

    private static double quantile(List<Long> sorted, int percent) {
      double place = percent / 100.0 * (sorted.size() - 1);
      double below = sorted.get((int) Math.floor(place));
      double above = sorted.get((int) Math.ceil(place));
      return below + (place - Math.floor(place)) * (above - below);
    }

    private void season() {
      List<ZonedDateTime> at = orders().stream().map(e -> local(e.micros())).toList();
      if (at.isEmpty()) {
        return;
      }
      Function<Predicate<ZonedDateTime>, Double> share =
          which -> at.stream().filter(which).count() / (double) at.size();
      for (int quarter = 1; quarter <= 4; quarter++) {
        int q = quarter;
        values.put(
            "q" + q + "_order_share", share.apply(t -> t.get(IsoFields.QUARTER_OF_YEAR) == q));
      }
      values.put(
          "holiday_order_share",
          share.apply(
              t ->
                  !MonthDay.from(t).isBefore(MonthDay.of(11, 20))
                      && !MonthDay.from(t).isAfter(MonthDay.of(12, 26))));
      values.put(
          "weekend_order_share",
          share.apply(
              t -> t.getDayOfWeek() == DayOfWeek.SATURDAY || t.getDayOfWeek() == DayOfWeek.SUNDAY));
      values.put("morning_order_share", share.apply(t -> t.getHour() >= 5 && t.getHour() < 11));
      values.put("afternoon_order_share", share.apply(t -> t.getHour() >= 11 && t.getHour() < 17));
      values.put("evening_order_share", share.apply(t -> t.getHour() >= 17 && t.getHour() < 22));
      values.put("night_order_share", share.apply(t -> t.getHour() >= 22 || t.getHour() < 5));
      Map<DayOfWeek, Long> weekdays =
          at.stream().collect(Collectors.groupingBy(t -> t.getDayOfWeek(), Collectors.counting()));
      values.put(
          "favourite_weekday",
          (long)
              weekdays.keySet().stream()
                  .max(
                      Comparator.<DayOfWeek>comparingLong(weekdays::get)
                          .thenComparing(Comparator.reverseOrder()))
                  .orElseThrow()
                  .getValue());
      double bits =
          at.stream()
              .collect(Collectors.groupingBy(t -> t.getMonth(), Collectors.counting()))
              .values()
              .stream()
              .mapToDouble(n -> -n / (double) at.size() * Math.log(n / (double) at.size()))
              .sum();
      values.put("month_entropy", bits / Math.log(2));
      double x =
          at.stream().mapToDouble(t -> Math.cos(Math.PI / 12 * t.getHour())).average().orElse(0);
      double y =
          at.stream().mapToDouble(t -> Math.sin(Math.PI / 12 * t.getHour())).average().orElse(0);
      values.put("hour_concentration", Math.hypot(x, y));
    }

    private void journey() {
      List<WideEvent> lines = of(EventType.ORDER);
      List<WideEvent> orders = orders();
      List<WideEvent> by = orders.stream().filter(e -> e.has("channel")).toList();
      values.put("first_order_channel", firstText(by, "channel").orElse(null));
      values.put("last_order_channel", by.isEmpty() ? null : by.get(by.size() - 1).text("channel"));
      values.put("favourite_channel", favourite(by, "channel"));
      values.put("favourite_category", favourite(lines, "category"));
      values.put("favourite_brand", favourite(lines, "brand"));
      values.put("favourite_payment", favourite(orders, "payment"));
      values.put(
          "favourite_device",
          favourite(of(EventType.ORDER, EventType.PAGE_VIEW, EventType.PRODUCT_VIEW), "device"));
      long changes = 0;
      for (int i = 1; i < by.size(); i++) {
        changes += by.get(i).text("channel").equals(by.get(i - 1).text("channel")) ? 0 : 1;
      }
      values.put("channel_changes", changes);
      values.put("channel_change_share", by.size() < 2 ? Double.NaN : changes / (by.size() - 1.0));
      List<WideEvent> inStore = by.stream().filter(e -> e.text("channel").equals("store")).toList();
      double researched =
          inStore.stream()
              .filter(
                  order ->
                      of(EventType.PAGE_VIEW, EventType.PRODUCT_VIEW).stream()
                          .filter(view -> !view.text("channel").equals("store"))
                          .anyMatch(
                              view ->
                                  events.indexOf(view) < events.indexOf(order)
                                      && order.micros() - view.micros() <= 7 * WideEvent.DAY))
              .count();
      values.put("researched_store_order_share", researched / inStore.size());
    }

    private void repertoire() {
      List<WideEvent> lines =
          of(EventType.ORDER).stream().filter(e -> e.has("product_key")).toList();
      values.put(
          "products_bought", lines.stream().map(e -> e.key("product_key")).distinct().count());
      double repeats =
          lines.stream()
              .filter(
                  line ->
                      lines.stream()
                          .anyMatch(
                              other ->
                                  other.key("product_key").equals(line.key("product_key"))
                                      && day(other).isBefore(day(line))))
              .count();
      values.put("repeat_product_share", repeats / lines.size());
      LocalDate from = local(asOf.micros()).toLocalDate().minusDays(30);
      values.put(
          "viewed_unbought_30d",
          of(EventType.PRODUCT_VIEW).stream()
              .filter(e -> e.has("product_key") && !day(e).isBefore(from))
              .map(e -> e.key("product_key"))
              .distinct()
              .filter(p -> lines.stream().noneMatch(line -> line.key("product_key").equals(p)))
              .count());
      List<double[]> points = new ArrayList<>();
      for (WideEvent e : of(EventType.ORDER)) {
        double discount = e.number("discount");
        double off = Double.isFinite(discount) && discount > 0 ? discount : 0;
        double full = e.number("amount") + off;
        double quantity = e.number("quantity");
        if (quantity > 0
            && Double.isFinite(quantity)
            && full > 0
            && Double.isFinite(full)
            && e.number("amount") >= 0) {
          points.add(new double[] {off / full, Math.log(quantity)});
        }
      }
      double mx = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
      double my = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
      double sxx = points.stream().mapToDouble(p -> (p[0] - mx) * (p[0] - mx)).sum();
      double sxy = points.stream().mapToDouble(p -> (p[0] - mx) * (p[1] - my)).sum();
      values.put(
          "price_sensitivity",
          points.size() < 5 || sxx <= 1e-9 * points.size() ? Double.NaN : sxy / sxx);
    }

    private void intent() {
      List<WideEvent> orders = orders();
      int last = orders.isEmpty() ? -1 : events.indexOf(orders.get(orders.size() - 1));
      List<WideEvent> after = events.subList(last + 1, events.size());
      Function<EventType, Long> count = t -> after.stream().filter(e -> e.is(t)).count();
      values.put("views_since_order", count.apply(EventType.PRODUCT_VIEW));
      values.put("searches_since_order", count.apply(EventType.SEARCH));
      values.put("carts_since_order", count.apply(EventType.CART));
      double score = 0;
      for (WideEvent e : after) {
        double weight =
            e.is(EventType.PRODUCT_VIEW)
                ? 1
                : e.is(EventType.SEARCH) ? 2 : e.is(EventType.CART) ? 5 : 0;
        double weeks = (asOf.micros() - e.micros()) / (7.0 * WideEvent.DAY);
        score += weight * Math.pow(.5, weeks);
      }
      values.put("intent_since_order", score);
      carts(orders);
      double views =
          of(EventType.PRODUCT_VIEW).stream().filter(e -> events.indexOf(e) < last).count();
      values.put("views_per_order", views / orders.size());
    }

    /** Episodes as lists of their cart events. */
    private void carts(List<WideEvent> orders) {
      List<List<WideEvent>> episodes = new ArrayList<>();
      for (WideEvent cart : of(EventType.CART)) {
        boolean goesOn = false;
        if (!episodes.isEmpty()) {
          List<WideEvent> open = episodes.get(episodes.size() - 1);
          WideEvent before = open.get(open.size() - 1);
          boolean ordered =
              orders.stream()
                  .anyMatch(
                      o ->
                          events.indexOf(o) > events.indexOf(before)
                              && events.indexOf(o) < events.indexOf(cart));
          goesOn = !ordered && cart.micros() - before.micros() <= WideEvent.DAY;
        }
        if (!goesOn) {
          episodes.add(new ArrayList<>());
        }
        episodes.get(episodes.size() - 1).add(cart);
      }
      long abandoned = 0;
      long ended = 0;
      Optional<WideEvent> lastAbandoned = Optional.empty();
      for (List<WideEvent> episode : episodes) {
        WideEvent end = episode.get(episode.size() - 1);
        boolean bought =
            orders.stream()
                .anyMatch(
                    o ->
                        events.indexOf(o) > events.indexOf(end)
                            && o.micros() - end.micros() <= WideEvent.DAY);
        boolean over = asOf.micros() - end.micros() > WideEvent.DAY;
        ended += bought || over ? 1 : 0;
        if (!bought && over) {
          abandoned++;
          lastAbandoned = Optional.of(end);
        }
      }
      values.put("cart_episodes", (long) episodes.size());
      values.put("carts_abandoned", abandoned);
      values.put("cart_abandonment", abandoned / (double) ended);
      values.put("days_since_abandoned_cart", lastAbandoned.map(e -> since(day(e))).orElse(null));
    }

    private void response() {
      List<WideEvent> sent = of(EventType.EMAIL_SENT);
      long answered = 0;
      double hours = 0;
      for (int i = 0; i < sent.size(); i++) {
        int from = events.indexOf(sent.get(i));
        int to = i + 1 < sent.size() ? events.indexOf(sent.get(i + 1)) : events.size();
        long at = sent.get(i).micros();
        Optional<WideEvent> open =
            events.subList(from, to).stream().filter(e -> e.is(EventType.EMAIL_OPEN)).findFirst();
        // the first that opens it at all, if it was not too late
        if (open.isPresent() && open.get().micros() - at <= 7 * WideEvent.DAY) {
          answered++;
          hours += (open.get().micros() - at) / 3_600e6;
        }
      }
      values.put("mail_open_delay_hours", hours / answered);
      values.put("mail_answered_share", answered / (double) sent.size());
      List<WideEvent> touches =
          of(EventType.EMAIL_OPEN, EventType.EMAIL_CLICK, EventType.AD_CLICK, EventType.EXPOSURE);
      long followed =
          orders().stream()
              .filter(
                  o ->
                      touches.stream()
                          .anyMatch(
                              t ->
                                  events.indexOf(t) < events.indexOf(o)
                                      && o.micros() - t.micros() <= 7 * WideEvent.DAY))
              .count();
      values.put("orders_after_outreach", followed);
      values.put("order_share_after_outreach", followed / (double) orders().size());
    }

    private void service() {
      Map<WideEvent, Long> hours = new LinkedHashMap<>();
      List<WideEvent> open = new ArrayList<>();
      for (WideEvent e : of(EventType.TICKET_OPENED, EventType.TICKET_CLOSED)) {
        if (e.is(EventType.TICKET_OPENED)) {
          open.add(e);
          continue;
        }
        Optional<WideEvent> closed =
            open.stream()
                .filter(
                    o -> !e.has("ticket_key") || o.key("ticket_key").equals(e.key("ticket_key")))
                .findFirst();
        closed.ifPresent(
            o -> {
              open.remove(o);
              hours.put(e, e.micros() - o.micros());
            });
      }
      values.put("tickets_open", (long) open.size());
      if (!open.isEmpty()) {
        values.put(
            "oldest_open_ticket_days",
            (asOf.micros() - open.get(0).micros()) / (double) WideEvent.DAY);
      }
      if (!hours.isEmpty()) {
        List<Double> each = hours.values().stream().map(m -> m / 3_600e6).toList();
        values.put("ticket_hours_mean", each.stream().mapToDouble(h -> h).average().orElseThrow());
        values.put("ticket_hours_longest", each.stream().mapToDouble(h -> h).max().orElseThrow());
        values.put("ticket_hours_last", each.get(each.size() - 1));
      }
    }

    private void subscription() {
      List<WideEvent> said =
          of(
              EventType.SUBSCRIPTION_START,
              EventType.SUBSCRIPTION_RENEW,
              EventType.SUBSCRIPTION_CANCEL);
      if (said.isEmpty()) {
        return;
      }
      boolean runs = false;
      double days = 0;
      long ended = 0;
      for (int i = 0; i < said.size(); i++) {
        boolean cancels = said.get(i).is(EventType.SUBSCRIPTION_CANCEL);
        ended += cancels && runs ? 1 : 0;
        runs = !cancels;
        long until = i + 1 < said.size() ? said.get(i + 1).micros() : asOf.micros();
        days += runs ? (until - said.get(i).micros()) / (double) WideEvent.DAY : 0;
      }
      values.put("subscribed", runs ? 1L : 0L);
      values.put("subscription_days", days);
      values.put("subscription_cancellations", ended);
    }
  }
}
