// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.result;

import io.perennial.decide.action.Action;
import io.perennial.decide.attribute.ByChance;
import io.perennial.decide.attribute.ByChance.Brought;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.domain.AsOf;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What decisions brought because of them, for each instant, channel and action; whether choosing
 * pays, and whether customers who were to be saved were. Two passes over all decisions whose window
 * is over.
 */
public final class DecisionResults {

  /** Of intervals. */
  public static final double LEVEL = 0.9;

  /** What is not told by instant is one layer. */
  private static final long ALL = 0;

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** What was expected of the decisions of an instant. */
  private static final class Expected {
    private long until;
    private double cost;
    private double margin;
  }

  /** Purchases and money. */
  private static final class Both {
    private final ByChance purchases = new ByChance();
    private final ByChance money = new ByChance();
  }

  private final double margin;
  private final long windowMicros;
  private final long now;
  private final Set<String> saving;
  private final Set<String> ofTheWindow;
  private final SortedMap<Long, Expected> expected = new TreeMap<>();
  private final ByChance byInstant = new ByChance();
  private final SortedMap<String, Both> channels = new TreeMap<>();
  private final SortedMap<String, Both> actions = new TreeMap<>();
  private final Map<String, Set<String>> actionsOf = new TreeMap<>();
  private final ByChance saved = new ByChance();
  private final ByChance stayed = new ByChance();
  private final Map<Long, Double> chosenByDrawn = new TreeMap<>();
  private final Map<String, Double> costs = new TreeMap<>();
  private final ByChance chosen = new ByChance();
  private final ByChance reached = new ByChance();

  private DecisionResults(DecideConfig config, AsOf now) {
    margin = config.margin();
    windowMicros = config.windowDays() * MICROS_PER_DAY;
    this.now = now.micros();
    config.actions().forEach(action -> costs.put(action.name(), action.cost()));
    saving = names(config, action -> action.prior().keeps() > 0);
    ofTheWindow = names(config, action -> action.prior().keeps() == 0);
  }

  private static Set<String> names(
      DecideConfig config, java.util.function.Predicate<Action> which) {
    return config.actions().stream()
        .filter(action -> !action.suppresses())
        .filter(which)
        .map(Action::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Reads them.
   *
   * @param now nothing from then on is looked at
   */
  public static DecisionResults read(Lake lake, Engine engine, DecideConfig config, AsOf now) {
    try (FollowedDecisions decisions = FollowedDecisions.open(lake, engine, now, config)) {
      return of(config, now, decisions.actions(), decisions.chosenByDrawn(), decisions::each);
    }
  }

  /**
   * What some decisions say.
   *
   * @param actionsOf channels
   * @param chosenByDrawn how many were chosen for one that was drawn, by instant
   * @param decisions hands all over, by customer and instant; asked twice
   */
  static DecisionResults of(
      DecideConfig config,
      AsOf now,
      Map<String, Set<String>> actionsOf,
      Map<Long, Double> chosenByDrawn,
      Consumer<Consumer<FollowedDecision>> decisions) {
    DecisionResults results = new DecisionResults(config, now);
    results.actionsOf.putAll(actionsOf);
    results.chosenByDrawn.putAll(chosenByDrawn);
    actionsOf.forEach(
        (channel, some) -> {
          results.channels.put(channel, new Both());
          some.forEach(action -> results.actions.put(action, new Both()));
        });
    decisions.accept(results::begin);
    results.all().forEach(ByChance::turn);
    decisions.accept(results::add);
    results.all().forEach(ByChance::end);
    return results;
  }

  private List<ByChance> all() {
    List<ByChance> all = new ArrayList<>(List.of(byInstant, saved, stayed, chosen, reached));
    for (SortedMap<String, Both> some : List.of(channels, actions)) {
      some.values().forEach(both -> all.addAll(List.of(both.purchases, both.money)));
    }
    return all;
  }

  private void begin(FollowedDecision of) {
    Expected layer = expected.computeIfAbsent(of.asOf(), at -> new Expected());
    layer.until = of.until();
    if (of.isAddressed() && of.mightBeNothing()) {
      layer.cost += of.cost();
      layer.margin +=
          of.windowGain()
              .orElseGet(
                  () -> ofTheWindow.contains(of.action()) ? of.gain() : margin * of.spendGain());
    }
    add(of);
  }

  private void add(FollowedDecision of) {
    if (of.isFirst()) {
      if (of.isHeldOut()) {
        reached.compared(ALL, of.customer(), of.spend(), 1);
      } else {
        reached.done(ALL, of.customer(), of.spend());
      }
    }
    if (of.isHeldOut() && !of.isFirst()) {
      return; // kept for good, they differ from others as soon as these have had something
    }
    if (!of.isHeldOut() && !of.chances().isEmpty()) {
      choose(of);
    }
    if (!of.mightBeNothing()) {
      return;
    }
    compare(of, byInstant, of.asOf(), of.chances().keySet(), margin * of.bought());
    actionsOf.forEach(
        (channel, some) -> {
          Both both = channels.get(channel);
          if (both != null) {
            compare(of, both.purchases, ALL, some, (double) of.purchases());
            compare(of, both.money, ALL, some, of.spend());
          }
        });
    actions.forEach(
        (action, both) -> {
          compare(of, both.purchases, ALL, Set.of(action), (double) of.purchases());
          compare(of, both.money, ALL, Set.of(action), of.spend());
        });
    boolean bought = of.purchases() > 0;
    compare(of, saved, ALL, saving, bought ? 1 : 0);
    if (bought && of.until() + windowMicros <= now) {
      boolean again = of.lastPurchase().isPresent() && of.lastPurchase().getAsLong() >= of.until();
      compare(of, stayed, ALL, saving, again ? 1 : 0);
    }
  }

  /** Only where somebody was drawn; drawn ones count as the chosen ones of their instant do. */
  private void choose(FollowedDecision of) {
    Double ratio = chosenByDrawn.get(of.asOf());
    if (ratio == null) {
      return;
    }
    double contact =
        of.isAddressed()
            ? of.contactCost().orElseGet(() -> costs.getOrDefault(of.action(), of.cost()))
            : 0;
    double net = (margin - of.discount()) * of.bought() - contact;
    if (of.kind().equals("explored")) {
      chosen.compared(ALL, of.customer(), net, ratio);
    } else {
      chosen.done(ALL, of.customer(), net);
    }
  }

  /** One of some actions against nothing. */
  private static void compare(
      FollowedDecision of, ByChance comparison, long layer, Set<String> some, double outcome) {
    if (of.isAddressed()) {
      if (some.contains(of.action())) {
        comparison.done(layer, of.customer(), outcome);
      }
      return;
    }
    double odds = of.odds(some);
    if (odds > 0) {
      comparison.compared(layer, of.customer(), outcome, odds);
    }
  }

  /**
   * The decisions of one instant.
   *
   * @param asOf the instant, and {@code until} the end of its window
   * @param addressed and {@code compared}: see {@link ByChance}
   * @param expected margin that was to come in the window
   * @param brought what came, in margin; empty where it cannot be told, with the reason
   * @param expectedSoFar of this and those before that could be told
   * @param reason empty where it can be told
   */
  public record OfInstant(
      AsOf asOf,
      AsOf until,
      long addressed,
      long compared,
      double cost,
      double expected,
      Optional<Brought> brought,
      double expectedSoFar,
      String reason) {}

  /** All instants of which the windows are over, the oldest first. */
  public List<OfInstant> instants() {
    List<OfInstant> instants = new ArrayList<>();
    double soFar = 0;
    for (Map.Entry<Long, Expected> entry : expected.entrySet()) {
      long at = entry.getKey();
      Optional<Brought> brought = byInstant.brought(at, LEVEL);
      soFar += brought.isPresent() ? entry.getValue().margin : 0;
      long[] sides = byInstant.sides(at);
      instants.add(
          new OfInstant(
              new AsOf(at),
              new AsOf(entry.getValue().until),
              sides[0],
              sides[1],
              entry.getValue().cost,
              entry.getValue().margin,
              brought,
              soFar,
              byInstant.silence(at).orElse("")));
    }
    return instants;
  }

  /** Channels of actions that were carried out. */
  public Set<String> channels() {
    return channels.keySet();
  }

  /** Actions that were carried out. */
  public Set<String> actions() {
    return actions.keySet();
  }

  /**
   * What something brought.
   *
   * @param purchases how many
   * @param money of them, less returns
   */
  public record Gained(Answer purchases, Answer money) {

    private static Gained of(Both both) {
      return new Gained(Answer.of(both.purchases), Answer.of(both.money));
    }
  }

  /** What actions on a channel brought. */
  public Gained channel(String name) {
    return Gained.of(channels.getOrDefault(name, new Both()));
  }

  /** What an action brought. */
  public Gained action(String name) {
    return Gained.of(actions.getOrDefault(name, new Both()));
  }

  /** Who bought after an action that keeps customers. */
  public Answer saved() {
    return Answer.of(saved);
  }

  /** Who of those bought again after the window. */
  public Answer stayed() {
    return Answer.of(stayed);
  }

  /** Margin after cost of those for whom the best was chosen, against those with a drawn one. */
  public Answer chosen() {
    return Answer.of(chosen);
  }

  /** Money of those who might be addressed, against those who are held out; of the first window. */
  public Answer reached() {
    return Answer.of(reached);
  }

  /**
   * What a comparison says.
   *
   * @param brought empty where it says nothing
   * @param reason why not; empty where it does
   */
  public record Answer(Optional<Brought> brought, String reason) {

    static Answer of(ByChance comparison) {
      return new Answer(comparison.brought(ALL, LEVEL), comparison.silence(ALL).orElse(""));
    }
  }
}
