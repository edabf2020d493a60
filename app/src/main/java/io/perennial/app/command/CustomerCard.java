// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scorecard of one customer: who, worth what, at what risk, what is next, and why. */
final class CustomerCard {

  private static final int DAY = "2026-01-31".length();

  private final Batch batch;
  private final int row;
  private final String currency;

  /**
   * @param batch rows of {@code customer_card}
   */
  CustomerCard(Batch batch, int row, String currency) {
    this.batch = batch;
    this.row = row;
    this.currency = currency;
  }

  private boolean has(String name) {
    return !batch.isNull(batch.index(name), row);
  }

  private Optional<String> text(String name) {
    return has(name) ? Optional.of(batch.texts(batch.index(name))[row]) : Optional.empty();
  }

  private Optional<Double> number(String name) {
    return has(name) && Double.isFinite(batch.doubles(batch.index(name))[row])
        ? Optional.of(batch.doubles(batch.index(name))[row])
        : Optional.empty();
  }

  private Optional<Long> whole(String name) {
    return has(name) ? Optional.of(batch.longs(batch.index(name))[row]) : Optional.empty();
  }

  private Optional<String> day(String name) {
    return whole(name).map(at -> new AsOf(at).instant().toString().substring(0, DAY));
  }

  private Optional<String> money(String name) {
    return number(name)
        .map(m -> String.format(Locale.ROOT, m >= 100 ? "%,.0f %s" : "%,.2f %s", m, currency));
  }

  private Optional<String> percent(String name) {
    return number(name).map(share -> String.format(Locale.ROOT, "%.0f %%", 100 * share));
  }

  /** For people. */
  void tell(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Customer %d, as of %s%n",
        whole("customer_id").orElseThrow(),
        day("as_of").orElse(""));
    line(out, "Who", who());
    line(out, "Worth", worth());
    line(out, "Risk", risk());
    line(out, "Next", next());
    line(out, "Why", why().stream());
  }

  private static void line(PrintStream out, String title, Stream<String> words) {
    String said = words.collect(Collectors.joining("; "));
    out.printf(Locale.ROOT, "%-6s %s%n", title, said.isEmpty() ? "not known yet" : said);
  }

  private Stream<String> who() {
    return Stream.of(
            text("lifecycle"),
            text("rfm"),
            text("behaviour"),
            whole("purchases")
                .map(n -> n == 1 ? "1 purchase" : String.format(Locale.ROOT, "%,d purchases", n)),
            day("last_purchase_at").map(day -> "the last on " + day),
            money("spend_365d").map(m -> m + " in a year"),
            text("acquisition_channel").map(channel -> "came by " + channel.replace('_', ' ')))
        .flatMap(Optional::stream);
  }

  private Stream<String> worth() {
    Optional<String> range =
        money("value_lower")
            .flatMap(from -> money("value_upper").map(to -> " (" + from + " to " + to + ")"));
    return Stream.of(
            text("tier").map(tier -> "tier " + tier),
            money("value")
                .map(
                    m ->
                        m
                            + range.orElse("")
                            + number("horizon_weeks")
                                .map(w -> String.format(Locale.ROOT, " in %.0f weeks", w))
                                .orElse("")),
            money("lifetime_value").map(m -> m + " for life"))
        .flatMap(Optional::stream);
  }

  private Stream<String> risk() {
    return Stream.of(
            percent("p_alive").map(p -> "a customer still with " + p),
            percent("p_churn")
                .map(
                    p ->
                        "no purchase with "
                            + p
                            + number("near_weeks")
                                .map(w -> String.format(Locale.ROOT, " in %.0f weeks", w))
                                .orElse("")),
            number("next_purchase_weeks")
                .map(w -> String.format(Locale.ROOT, "the next purchase in about %.0f weeks", w)))
        .flatMap(Optional::stream);
  }

  private Stream<String> next() {
    return Stream.of(
            text("action")
                .map(
                    action ->
                        action
                            + text("channel")
                                .map(channel -> " by " + channel.replace('_', ' '))
                                .orElse("")),
            text("channel").flatMap(any -> money("gain")).map(m -> "expected to bring " + m),
            text("channel").flatMap(any -> money("cost")).map(m -> "for " + m),
            text("kind"),
            text("basis").map(basis -> "its effect is " + basis))
        .flatMap(Optional::stream);
  }

  private List<String> why() {
    return Stream.of(text("action_reason"), text("value_reason"), text("segment_reason"))
        .flatMap(Optional::stream)
        .filter(reason -> !reason.isBlank())
        .toList();
  }

  /** For programs. */
  Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("customer_id", whole("customer_id").orElseThrow());
    plain.put("as_of", new AsOf(whole("as_of").orElseThrow()).instant());
    Map<String, Object> who = texts("lifecycle", "rfm", "behaviour", "acquisition_channel");
    who.put("purchases", whole("purchases"));
    who.putAll(numbers("spend_365d"));
    who.put("last_purchase_at", whole("last_purchase_at").map(at -> new AsOf(at).instant()));
    plain.put("who", who);
    Map<String, Object> worth = texts("tier");
    worth.putAll(numbers("value", "value_lower", "value_upper", "horizon_weeks", "lifetime_value"));
    plain.put("worth", worth);
    plain.put(
        "risk", numbers("p_alive", "p_churn", "near_weeks", "near_spend", "next_purchase_weeks"));
    Map<String, Object> next = texts("action", "channel", "kind", "basis");
    next.putAll(numbers("propensity", "gain", "cost"));
    plain.put("next_action", next);
    plain.put("why", why());
    return plain;
  }

  private Map<String, Object> texts(String... names) {
    Map<String, Object> texts = new LinkedHashMap<>();
    for (String name : names) {
      texts.put(name, text(name));
    }
    return texts;
  }

  private Map<String, Object> numbers(String... names) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (String name : names) {
      numbers.put(name, number(name));
    }
    return numbers;
  }
}
