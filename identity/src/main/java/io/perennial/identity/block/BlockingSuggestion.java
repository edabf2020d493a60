// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.RecordTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rules for a table, chosen by what they cost and find: greedily, most expected matches for each
 * pair compared, until nearly all are found or the budget is spent (weighted set cover, Chvatal
 * 1979). Costs are counted on the records, or on a sample of them where there are many. The same
 * table and seed give the same rules.
 */
public final class BlockingSuggestion {

  /** Records on which costs are counted; of more a sample is taken. */
  private static final int SAMPLE = 200_000;

  /** Tables of at most so many records are compared pair by pair. */
  private static final int ALL_PAIRS = 2_000;

  /** Pairs for each record that all rules together may compare. */
  private static final double BUDGET = 40;

  /** The share of expected matches that is enough. */
  private static final double ENOUGH = 0.999;

  /** A rule that finds less than this share of what is expected is not worth its place. */
  private static final double LEAST = 0.0002;

  /** A rule costs as much as so many pairs for each record, for making its keys. */
  private static final double OVERHEAD = 8;

  private static final int MOST_RULES = 14;
  private static final int MOST_REFINEMENTS = 3;
  private static final int MOST_REJECTED = 5;

  /** Windows of neighbours compare a record of a large block with about so many others. */
  private static final double PAIRS_WHEN_CUT = 30;

  private final RecordTable table;
  private final RuleKeys.Cache cache;
  private final int maxBlock;
  private final int[] rows;
  private final double scale;
  private final LikelyPairs likely;
  private final List<Predicate> predicates = new ArrayList<>();
  private final Map<Predicate, BitSet> found = new HashMap<>();
  private final Map<Predicate, Double> cost = new HashMap<>();
  private double expected;
  private long weighed;

  private BlockingSuggestion(RecordTable table, int maxBlock, long seed) {
    this.table = table;
    this.maxBlock = maxBlock;
    cache = new RuleKeys.Cache(table);
    int n = table.records();
    int taken = Math.min(n, SAMPLE);
    // record ids are hashes and rows ascend by them: equal steps are a random sample
    rows = IntStream.range(0, taken).map(i -> (int) ((long) i * n / taken)).toArray();
    scale = taken == 0 ? 1 : (double) n / taken;
    likely = new LikelyPairs(table, rows, seed);
  }

  /**
   * What was decided.
   *
   * @param plan the rules
   * @param report what they cost and find
   */
  public record Suggested(BlockingPlan plan, BlockingReport report) {}

  /**
   * Rules for a table.
   *
   * @param configured rules that are asked for; where there are any, nothing is suggested
   * @param keys attributes whose equal values link records: there is a rule for each
   * @param maxBlock records in a block, at most
   */
  public static Suggested of(
      RecordTable table,
      List<BlockingRule> configured,
      List<String> keys,
      int maxBlock,
      long seed) {
    return new BlockingSuggestion(table, maxBlock, seed).suggest(configured, keys);
  }

  private Suggested suggest(List<BlockingRule> configured, List<String> keys) {
    look();
    List<BlockingRule> wanted = new ArrayList<>();
    String why = "suggested";
    if (!configured.isEmpty()) {
      wanted.addAll(new BlockingPlan(configured, List.of(), maxBlock).in(table).rules());
      why = "configured";
    } else if (table.records() <= ALL_PAIRS) {
      wanted.add(BlockingRule.ALL);
    }
    List<Predicate> refine = refinements();
    if (!wanted.isEmpty()) {
      return report(wanted, why, 0, refine, List.of());
    }
    Set<BlockingRule> forced = new LinkedHashSet<>();
    for (ComparedAttribute attribute : table.attributes()) {
      if (keys.contains(attribute.name()) || isIdentifying(attribute.kind())) {
        forced.add(rule(new Predicate(attribute.name(), KeyForm.EXACT)));
      }
    }
    wanted.addAll(forced);
    BitSet covered = new BitSet();
    double spent = 0;
    for (BlockingRule rule : wanted) {
      Candidate candidate = count(rule);
      covered.or(candidate.found());
      spent += candidate.cost();
    }
    List<Candidate> rejected = choose(wanted, covered, spent);
    return report(wanted, why, forced.size(), refine, rejected);
  }

  private static boolean isIdentifying(AttributeKind kind) {
    return kind == AttributeKind.EMAIL
        || kind == AttributeKind.PHONE
        || kind == AttributeKind.IDENTIFIER;
  }

  private static BlockingRule rule(Predicate... predicates) {
    return new BlockingRule(List.of(predicates));
  }

  /** Draws likely pairs, and notes which of them each predicate finds. */
  private void look() {
    for (ComparedAttribute attribute : table.attributes()) {
      for (KeyForm form : KeyForm.of(attribute.kind())) {
        predicates.add(new Predicate(attribute.name(), form));
      }
    }
    List<SampleKeys> keys =
        predicates.parallelStream().map(p -> SampleKeys.of(cache, rule(p), rows)).toList();
    likely.draw(keys);
    for (int pair = 0; pair < likely.size(); pair++) {
      expected += likely.weight(pair);
    }
    List<BitSet> shared = keys.parallelStream().map(k -> found(k, Integer.MAX_VALUE)).toList();
    for (int i = 0; i < predicates.size(); i++) {
      cost.put(predicates.get(i), keys.get(i).allPairs() * scale * scale);
      found.put(predicates.get(i), shared.get(i));
    }
  }

  private BitSet found(SampleKeys keys, double most) {
    BitSet bits = new BitSet(likely.size());
    for (int pair = 0; pair < likely.size(); pair++) {
      bits.set(pair, keys.shareOfAtMost(likely.a(pair), likely.b(pair), most));
    }
    return bits;
  }

  /** A rule, counted: what it costs and finds. */
  private record Candidate(
      BlockingRule rule, double cost, BitSet found, double biggest, double cut) {}

  private Candidate count(BlockingRule rule) {
    if (rule.predicates().isEmpty()) {
      BitSet all = new BitSet();
      all.set(0, likely.size());
      double n = table.records();
      return new Candidate(rule, n * (n - 1) / 2, all, n, 0);
    }
    SampleKeys keys = SampleKeys.of(cache, rule, rows);
    double most = Math.max(1, maxBlock / scale);
    double pairs = 0;
    int biggest = 0;
    int cut = 0;
    for (int block = 0; block < keys.blocks(); block++) {
      int size = keys.size(block);
      biggest = Math.max(biggest, size);
      if (size > most) {
        cut++;
        pairs += size * PAIRS_WHEN_CUT * scale;
      } else {
        pairs += RuleBlocks.pairs(size) * scale * scale;
      }
    }
    return new Candidate(rule, pairs, found(keys, most), biggest * scale, cut);
  }

  /** Adds the best rules to those wanted; answers good ones that were not taken. */
  private List<Candidate> choose(List<BlockingRule> wanted, BitSet covered, double spentBefore) {
    double budget = BUDGET * table.records();
    double[] spent = {spentBefore};
    Map<BlockingRule, Candidate> counted = new HashMap<>();
    LazyQueue<BlockingRule> left =
        new LazyQueue<>(
            rule ->
                counted.containsKey(rule)
                    ? worth(counted.get(rule), covered, budget - spent[0])
                    : guess(rule, covered));
    conjunctions().forEach(rule -> left.add(rule, rule.text(), Double.POSITIVE_INFINITY));
    List<Candidate> rejected = new ArrayList<>();
    while (wanted.size() < MOST_RULES && weight(covered) < ENOUGH * expected) {
      left.nextRound(bounds(counted.keySet(), covered));
      Optional<Candidate> best = best(left, counted, covered, budget - spent[0]);
      if (best.isEmpty()) {
        break;
      }
      wanted.add(best.get().rule());
      covered.or(best.get().found());
      spent[0] += best.get().cost();
    }
    weighed = left.computed();
    counted.values().stream()
        .filter(candidate -> !wanted.contains(candidate.rule()))
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -weight(c.found()))
                .thenComparing(c -> c.rule().text()))
        .limit(MOST_REJECTED)
        .forEach(rejected::add);
    return rejected;
  }

  /** Single predicates, and two of different attributes. */
  private List<BlockingRule> conjunctions() {
    List<BlockingRule> all = new ArrayList<>();
    for (int i = 0; i < predicates.size(); i++) {
      all.add(rule(predicates.get(i)));
      for (int k = i + 1; k < predicates.size(); k++) {
        if (!predicates.get(i).attribute().equals(predicates.get(k).attribute())) {
          all.add(rule(predicates.get(i), predicates.get(k)));
        }
      }
    }
    return all;
  }

  /** Two predicates together find no more than either; of rules that were counted nothing. */
  private ToDoubleFunction<BlockingRule> bounds(Set<BlockingRule> counted, BitSet covered) {
    Map<Predicate, Double> gains = new HashMap<>();
    predicates.forEach(p -> gains.put(p, gain(covered, List.of(found(p)))));
    return rule ->
        counted.contains(rule)
            ? Double.POSITIVE_INFINITY
            : worthOfGuess(
                rule,
                rule.predicates().stream()
                    .mapToDouble(p -> gains.getOrDefault(p, 0.0))
                    .min()
                    .orElse(0));
  }

  private BitSet found(Predicate predicate) {
    return Objects.requireNonNull(found.get(predicate), predicate::text);
  }

  /**
   * The rule that finds most for its cost; none when none is worth it. Costs are guessed from those
   * of the predicates until a rule comes first; then it is counted, and may fall behind.
   */
  private Optional<Candidate> best(
      LazyQueue<BlockingRule> rules,
      Map<BlockingRule, Candidate> counted,
      BitSet covered,
      double budget) {
    record Looked(LazyQueue.Entry<BlockingRule> entry, Candidate candidate, double worth) {}
    List<Looked> looked = new ArrayList<>();
    Optional<Looked> best = Optional.empty();
    Optional<LazyQueue.Entry<BlockingRule>> next = rules.poll();
    while (next.isPresent()) {
      if (best.isPresent() && next.get().value() <= best.get().worth()) {
        rules.putBack(next.get(), next.get().value());
        break;
      }
      Candidate candidate = counted.computeIfAbsent(next.get().item(), this::count);
      Looked one = new Looked(next.get(), candidate, worth(candidate, covered, budget));
      looked.add(one);
      if (one.worth() > best.map(Looked::worth).orElse(0.0)) {
        best = Optional.of(one);
      }
      next = rules.poll();
    }
    for (Looked one : looked) {
      if (best.isEmpty() || !one.entry().equals(best.get().entry())) {
        rules.putBack(one.entry(), one.worth());
      }
    }
    return best.map(Looked::candidate);
  }

  private double worth(Candidate candidate, BitSet covered, double budget) {
    if (candidate.cost() > budget) {
      return 0;
    }
    double gain = gain(covered, List.of(candidate.found()));
    return gain < LEAST * expected ? 0 : gain / (candidate.cost() + OVERHEAD * table.records());
  }

  /** At least what the rule is worth, mostly: as if predicates were independent, or less. */
  private double guess(BlockingRule rule, BitSet covered) {
    return worthOfGuess(rule, gain(covered, rule.predicates().stream().map(this::found).toList()));
  }

  private double worthOfGuess(BlockingRule rule, double gain) {
    double n = Math.max(2, table.records());
    double pairs = n * (n - 1) / 2;
    double guessed = pairs;
    for (Predicate predicate : rule.predicates()) {
      guessed *= Math.min(1, cost.get(predicate) / pairs);
    }
    return gain < LEAST * expected ? 0 : gain / (guessed + OVERHEAD * table.records());
  }

  /** The weight of what all of these find and is not covered. */
  private double gain(BitSet covered, List<BitSet> all) {
    BitSet fresh = (BitSet) all.get(0).clone();
    fresh.andNot(covered);
    all.subList(1, all.size()).forEach(fresh::and);
    return weight(fresh);
  }

  private double weight(BitSet pairs) {
    double sum = 0;
    for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
      sum += likely.weight(pair);
    }
    return sum;
  }

  /** What is likeliest shared by matches and least by others, one of each attribute. */
  private List<Predicate> refinements() {
    double n = Math.max(2, table.records());
    double pairs = n * (n - 1) / 2;
    List<Predicate> all = new ArrayList<>(predicates);
    all.sort(
        Comparator.comparingDouble(
                (Predicate p) ->
                    -(weight(found.get(p)) / Math.max(1e-9, expected))
                        * Math.log(pairs / Math.max(1, cost.get(p))))
            .thenComparing(Predicate::text));
    List<Predicate> best = new ArrayList<>();
    Set<String> attributes = new LinkedHashSet<>();
    for (Predicate predicate : all) {
      if (best.size() < MOST_REFINEMENTS && attributes.add(predicate.attribute())) {
        best.add(predicate);
      }
    }
    return best;
  }

  private Suggested report(
      List<BlockingRule> rules,
      String why,
      int forced,
      List<Predicate> refine,
      List<Candidate> rejected) {
    List<RuleFigures> figures = new ArrayList<>();
    BitSet covered = new BitSet();
    for (int i = 0; i < rules.size(); i++) {
      Candidate candidate = count(rules.get(i));
      covered.or(candidate.found());
      figures.add(figures(candidate, i < forced ? "key" : why, covered));
    }
    List<RuleFigures> others =
        rejected.stream()
            .map(
                candidate -> {
                  BitSet with = (BitSet) covered.clone();
                  with.or(candidate.found());
                  return figures(candidate, "not taken", with);
                })
            .toList();
    return new Suggested(
        new BlockingPlan(rules, refine, maxBlock),
        new BlockingReport(
            table.records(),
            rows.length,
            expected * scale * scale,
            figures,
            weighed,
            refine.stream().map(Predicate::text).toList(),
            others));
  }

  private RuleFigures figures(Candidate candidate, String why, BitSet cumulative) {
    double all = expected > 0 ? expected : 1;
    return new RuleFigures(
        candidate.rule().text(),
        why,
        candidate.cost(),
        weight(candidate.found()) / all,
        weight(cumulative) / all,
        candidate.biggest(),
        candidate.cut());
  }
}
