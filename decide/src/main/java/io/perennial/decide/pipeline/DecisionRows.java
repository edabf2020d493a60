// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Prior;
import io.perennial.decide.allocate.Offers;
import io.perennial.domain.AsOf;
import io.perennial.domain.StableHash;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.segment.rule.Scheme;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/**
 * Decisions as rows, but for what is said of customers: the rule to be told stands in the columns
 * of bits, and {@code lead} before it. Made a batch at a time.
 */
final class DecisionRows {

  private static final int ROWS = 65_536;

  private final Known known;
  private final Candidates candidates;
  private final Decided decided;
  private final DecideConfig config;
  private final Effects effects;
  private final Habits habits;
  private final IntFunction<String> bound;
  private final AsOf asOf;
  private final int chunks;
  private final List<Field> fields = new ArrayList<>();

  /**
   * @param bound the limit that kept a better action from being chosen; empty for none
   * @param chunks columns of bits
   */
  DecisionRows(
      Known known,
      Candidates candidates,
      Decided decided,
      DecideConfig config,
      Effects effects,
      Habits habits,
      IntFunction<String> bound,
      AsOf asOf,
      int chunks) {
    this.known = known;
    this.candidates = candidates;
    this.decided = decided;
    this.config = config;
    this.effects = effects;
    this.habits = habits;
    this.bound = bound;
    this.asOf = asOf;
    this.chunks = chunks;
    fields.add(new Field("customer_id", ColumnType.LONG));
    for (int s = 0; s < chunks; s++) {
      fields.add(new Field("rules_" + s, ColumnType.LONG));
    }
    fields.add(new Field("decision_id", ColumnType.LONG));
    fields.add(new Field("send_weekday", ColumnType.LONG));
    fields.add(new Field("send_hour", ColumnType.LONG));
    for (String name : List.of("action", "channel", "kind", "basis", "bound", "lead", "belief")) {
      fields.add(new Field(name, ColumnType.STRING));
    }
    fields.add(new Field("candidates", ColumnType.STRING));
    fields.add(new Field("known", ColumnType.STRING));
    for (String name :
        List.of(
            "propensity",
            "hold_out",
            "gain",
            "window_gain",
            "cost",
            "contact_cost",
            "spend_gain",
            "discount",
            "channel_factor")) {
      fields.add(new Field(name, ColumnType.DOUBLE));
    }
  }

  Batches rows() {
    return Batches.of(
        fields,
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < candidates.size();
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            int from = next;
            next = Math.min(candidates.size(), from + ROWS);
            return batch(from, next);
          }
        });
  }

  private Batch batch(int from, int to) {
    Batch batch = new Batch(fields, to - from);
    for (int c = from; c < to; c++) {
      write(batch, batch.addRow(), c);
    }
    return batch;
  }

  private void write(Batch batch, int at, int c) {
    long customer = known.customer(candidates.row(c));
    int chosen = decided.action(c);
    batch.setLong(0, at, customer);
    for (int s = 0; s < chunks; s++) {
      batch.setLong(1 + s, at, bits(c, chosen, s));
    }
    text(batch, "kind", at, decided.kind(c).word());
    String action =
        chosen == Offers.NOTHING ? Action.NOTHING : candidates.actions().get(chosen).name();
    batch.setLong(
        batch.index("decision_id"),
        at,
        StableHash.of("decision/" + customer + "/" + asOf.micros() + "/" + action));
    text(batch, "candidates", at, candidates(c));
    if (decided.kind(c) == Decided.Kind.CHOSEN || decided.kind(c) == Decided.Kind.EXPLORED) {
      text(batch, "known", at, known.covariates().logged(candidates.row(c)));
    }
    number(batch, "propensity", at, decided.propensity(c, chosen));
    number(batch, "hold_out", at, config.holdOut());
    text(batch, "lead", at, lead(c, chosen));
    String limit = bound.apply(c);
    if (!limit.isEmpty()) {
      text(batch, "bound", at, limit);
    }
    if (chosen == Offers.NOTHING) {
      text(batch, "action", at, Action.NOTHING);
      for (String name :
          List.of("gain", "window_gain", "cost", "contact_cost", "spend_gain", "discount")) {
        number(batch, name, at, 0);
      }
      return;
    }
    Action done = candidates.actions().get(chosen);
    Prior.Worth worth = known.worth(candidates.row(c));
    text(batch, "action", at, action);
    text(batch, "channel", at, done.channel().word());
    text(batch, "basis", at, effects.basis(action));
    number(batch, "gain", at, candidates.gain(c, chosen));
    number(batch, "cost", at, candidates.cost(c, chosen));
    number(batch, "contact_cost", at, done.cost());
    number(batch, "discount", at, done.discount());
    text(batch, "belief", at, done.prior().canonical());
    double factor = habits.factor(customer, done.channel());
    number(batch, "spend_gain", at, factor * done.believedSpend(worth));
    double used = effects.personal(action).isEmpty() ? factor : 1;
    number(batch, "channel_factor", at, used);
    double later = effects.scale(action) * done.prior().later(worth, config.margin());
    number(batch, "window_gain", at, candidates.gain(c, chosen) - used * later);
    habits.weekday(customer).ifPresent(day -> batch.setLong(batch.index("send_weekday"), at, day));
    habits.hour(customer).ifPresent(hour -> batch.setLong(batch.index("send_hour"), at, hour));
  }

  /** The rule that is told: that of the action, or of why the customer is left alone. */
  private long bits(int c, int chosen, int chunk) {
    Action told;
    if (candidates.isSuppressed(c)) {
      told = candidates.suppressedBy(c);
    } else if (chosen != Offers.NOTHING) {
      told = candidates.actions().get(chosen);
    } else {
      return 0;
    }
    int rule = config.actions().indexOf(told);
    return rule / Scheme.MOST_RULES == chunk ? 1L << rule % Scheme.MOST_RULES : 0;
  }

  private String lead(int c, int chosen) {
    return switch (decided.kind(c)) {
      case SUPPRESSED -> "left alone (" + candidates.suppressedBy(c).name() + "): ";
      case HELD_OUT -> "held out, to measure what all of it brings";
      case EXPLORED -> chosen == Offers.NOTHING ? "drawn, to learn: nothing" : "drawn, to learn: ";
      case CHOSEN -> chosen == Offers.NOTHING ? nothing(c) : "";
    };
  }

  private String nothing(int c) {
    String limit = bound.apply(c);
    return limit.isEmpty()
        ? "nothing that is possible is worth what it costs"
        : "what would pay does not fit: " + limit;
  }

  private String candidates(int c) {
    StringBuilder json = new StringBuilder("[");
    for (long left = candidates.possible(c); left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      new Offered(
              candidates.actions().get(k).name(),
              candidates.gain(c, k),
              candidates.cost(c, k),
              decided.propensity(c, k))
          .write(json);
    }
    return json.append(']').toString();
  }

  private static void text(Batch batch, String name, int at, String value) {
    batch.setText(batch.index(name), at, value);
  }

  private static void number(Batch batch, String name, int at, double value) {
    batch.setDouble(batch.index(name), at, value);
  }
}
