// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.config.Nearest;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.Levels;
import io.perennial.identity.LinkAttribute;
import io.perennial.identity.block.BlockFigures;
import io.perennial.identity.block.BlockingPlan;
import io.perennial.identity.block.BlockingRule;
import io.perennial.identity.block.BlockingSuggestion;
import io.perennial.identity.block.Blocks;
import io.perennial.identity.block.KeyForm;
import io.perennial.identity.block.Predicate;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.Fitting;
import io.perennial.identity.model.MatchModel;
import io.perennial.identity.model.MatchModelFit;
import io.perennial.identity.model.TermShares;
import io.perennial.lake.Engine;
import io.perennial.lake.step.Progress;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a table to the pairs that may be one customer, with a model that is fitted or was. */
final class PairFinding {

  private static final int STARTS = 5;

  private final Engine engine;
  private final RecordTable table;
  private final IdentityConfig config;
  private final long seed;
  private final Progress progress;
  private final Stages stages;

  PairFinding(
      Engine engine,
      RecordTable table,
      IdentityConfig config,
      long seed,
      Progress progress,
      Stages stages) {
    this.engine = engine;
    this.table = table;
    this.config = config;
    this.seed = seed;
    this.progress = progress;
    this.stages = stages;
  }

  /**
   * What was found.
   *
   * @param plan by which rules
   * @param model by which weights
   * @param scores pairs worth keeping, sorted
   * @param compared pairs that were compared
   * @param blocks figures of the rules, in order
   */
  record Found(
      BlockingPlan plan,
      MatchModel model,
      ScoredPairs scores,
      long compared,
      List<BlockFigures> blocks) {}

  /** Rules for the table: those configured, or suggested ones. */
  BlockingSuggestion.Suggested suggest() {
    progress.begin("choosing blocking rules", 0, "rules");
    List<BlockingRule> configured = config.blockOn().stream().map(BlockingRule::parse).toList();
    sayWhatIsUnknown(configured);
    return BlockingSuggestion.of(
        table,
        configured,
        config.linkBy().stream().map(LinkAttribute::name).toList(),
        config.maxBlock(),
        seed);
  }

  /** A rule of what nothing compared is called finds nothing: who wrote it is to know. */
  private void sayWhatIsUnknown(List<BlockingRule> configured) {
    List<String> names = table.attributes().stream().map(ComparedAttribute::name).toList();
    int unknown = 0;
    for (BlockingRule rule : configured) {
      Optional<Predicate> odd =
          rule.predicates().stream().filter(p -> !names.contains(p.attribute())).findFirst();
      if (odd.isPresent()) {
        String name = odd.get().attribute();
        unknown++;
        progress.say(
            "Rule "
                + rule.text()
                + " of identity.block-on finds nothing: no claim that is compared is called "
                + name
                + Nearest.name(name, names)
                    .map(near -> " (did you mean " + near + "?)")
                    .orElse(""));
      }
    }
    if (unknown > 0 && unknown == configured.size()) {
      progress.say("No rule of identity.block-on can be used: rules are suggested from the data");
    }
  }

  /**
   * Finds all pairs, and fits a model to them.
   *
   * @param labels what is known of some
   */
  Found fit(PairLabels labels) {
    BlockingPlan plan = suggest().plan();
    stages.end("rules");
    Blocks blocks = blocks(plan);
    List<Levels> levels = PairEvidence.levelsOf(table);
    TermShares shares = shares();
    PairComparing comparing = new PairComparing(engine, table, levels, shares, progress);
    List<ComparedPairs> compared = comparing.candidates(blocks);
    stages.end("comparing");
    progress.begin("fitting the model", 0, "steps");
    MatchModel model = fitted(labels, comparing, compared, blocks, levels, shares);
    stages.end("model");
    return found(blocks, model, score(compared, model), compared);
  }

  /** Finds all pairs, and scores them by a model that was fitted before. */
  Found score(StoredModel stored) {
    Blocks blocks = blocks(stored.plan().in(table));
    List<ComparedPairs> compared = comparing(stored.model()).candidates(blocks);
    stages.end("comparing");
    return found(blocks, stored.model(), score(compared, stored.model()), compared);
  }

  /**
   * Scores pairs of what changed, and takes the others from the last run.
   *
   * @param before the last run's pairs, as rows of this table
   * @param changed rows that are new or say something else
   * @param gone records that are no more, or said something else
   */
  Found update(StoredModel stored, ScoredPairs before, BitSet changed, int gone) {
    Blocks blocks = blocks(stored.plan().in(table));
    List<ComparedPairs> compared = comparing(stored.model()).since(blocks, changed, gone);
    stages.end("comparing");
    ScoredPairs fresh = score(compared, stored.model());
    ScoredPairs kept = new ScoredPairs();
    for (int i = 0; i < before.size(); i++) {
      int a = before.a(i);
      int b = before.b(i);
      if (!changed.get(a)
          && !changed.get(b)
          && fresh.find(a, b) < 0
          && before.logOdds(i) >= ModelScores.LEAST
          && blocks.firstRule(a, b) >= 0) {
        kept.add(a, b, before.logOdds(i), before.levels(i));
      }
    }
    return found(blocks, stored.model(), ScoredPairs.sorted(List.of(fresh, kept)), compared);
  }

  private PairComparing comparing(MatchModel model) {
    return new PairComparing(engine, table, model.levels(), model.termShares(), progress);
  }

  private Blocks blocks(BlockingPlan plan) {
    progress.begin("blocking", plan.rules().size(), "rules");
    Blocks blocks = Blocks.of(table, plan);
    stages.end("blocking");
    return blocks;
  }

  private ScoredPairs score(List<ComparedPairs> compared, MatchModel model) {
    progress.begin("scoring pairs", 0, "pairs");
    ScoredPairs scores =
        ScoredPairs.sorted(compared.parallelStream().map(part -> part.score(model)).toList());
    stages.end("scoring");
    return scores;
  }

  private static Found found(
      Blocks blocks, MatchModel model, ScoredPairs scores, List<ComparedPairs> compared) {
    long pairs = compared.stream().mapToLong(ComparedPairs::size).sum();
    return new Found(blocks.plan(), model, scores, pairs, blocks.figures());
  }

  private MatchModel fitted(
      PairLabels labels,
      PairComparing comparing,
      List<ComparedPairs> compared,
      Blocks blocks,
      List<Levels> levels,
      TermShares shares) {
    Fitting fitting = fitting(comparing, compared, blocks, levels, shares);
    if (labels.isEmpty()) {
      return MatchModelFit.fit(fitting);
    }
    LabelledPatterns known = LabelledPatterns.of(labels, table, levels, shares, compared);
    return MatchModelFit.fit(fitting.withLabels(known.matches(), known.others()));
  }

  private Fitting fitting(
      PairComparing comparing,
      List<ComparedPairs> compared,
      Blocks blocks,
      List<Levels> levels,
      TermShares shares) {
    return Fitting.of(levels, table.records(), comparing.random(seed), comparing.counts(compared))
        .withEnumerated(enumerated(blocks))
        .withTermShares(shares)
        .withLinks(config.linkBy(), config.maxRecordsPerValue())
        .withStarts(STARTS, seed);
  }

  /** Attributes of which all equal pairs are candidates. */
  private Set<String> enumerated(Blocks blocks) {
    Set<String> names = new TreeSet<>();
    Set<String> known = table.attributes().stream().map(a -> a.name()).collect(Collectors.toSet());
    List<BlockingRule> rules = blocks.plan().rules();
    for (int i = 0; i < rules.size(); i++) {
      List<Predicate> predicates = rules.get(i).predicates();
      if (predicates.isEmpty()) {
        return known;
      }
      Predicate only = predicates.get(0);
      if (predicates.size() == 1
          && only.form() == KeyForm.EXACT
          && blocks.figures().get(i).cut() == 0) {
        names.add(only.attribute());
      }
    }
    names.retainAll(known);
    return names;
  }

  private TermShares shares() {
    TermShares.Builder shares = TermShares.builder();
    for (int k = 0; k < table.attributes().size(); k++) {
      String name = table.attributes().get(k).name();
      boolean links =
          Stream.concat(config.linkBy().stream(), config.onePerPerson().stream())
              .anyMatch(link -> link.name().equals(name));
      if (links || table.attributes().get(k).levels().usesTermShares()) {
        long having = 0;
        for (int row = 0; row < table.records(); row++) {
          having += table.values(k, row) > 0 ? 1 : 0;
        }
        shares.records(name, having);
        for (int code = 0; code < table.distinct(k); code++) {
          shares.value(name, table.hash(k, code), table.count(k, code));
        }
      }
    }
    return shares.build();
  }
}
