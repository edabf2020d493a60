// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import io.perennial.identity.LinkAttribute;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a {@link MatchModel} from how pairs of records agree; labels are not needed. The same
 * pairs and seed give the same bits, in whatever order pairs and attributes come.
 *
 * <p>Sources: Fellegi and Sunter, "A theory for record linkage" (JASA 64, 1969), for the weights;
 * Winkler, "Improved decision rules in the Fellegi-Sunter model of record linkage" (US Census
 * Bureau RR93/12, 1993), for households as a third class; Larsen and Rubin, "Iterative automated
 * record linkage using mixture models" (JASA 96, 2001), for dependence and for pairs whose class is
 * known; Chow and Liu (1968), for trees of dependence; Enamorado, Fifield and Imai, "Using a
 * probabilistic model to assist merging of large-scale administrative records" (American Political
 * Science Review 113, 2019; fastLink), for counts of patterns as all that is needed, and for
 * missing values.
 */
public final class MatchModelFit {

  /*
   * One mixture describes all pairs of the population, not the candidates: blocking looks at values
   * only, so that the probability of a match given how a pair agrees does not depend on it.
   *
   * 1. Candidates are of one of three classes, by expectation. All other pairs are taken to be of
   *    different customers; how they agree is estimated from random pairs (Background). Their
   *    number is exact, hence so is the share of matches.
   * 2. Attributes are independent at first. From several starting points the best optimum is taken.
   * 3. Trees of dependence are learned from it, of matches and of others, and the climb goes on from
   *    there, until trees stay as they are. Not earlier: matches that are not yet told from others
   *    would look like dependence of these, and would stay there.
   * 4. Where only one attribute ever says anything, nothing can be learned, and what is taken for
   *    granted of it holds.
   */

  private static final double ROUGH = 1e-6;
  private static final double FINE = 1e-11;
  private static final int MOST_STEPS = 300;
  private static final int MOST_STEPS_AT_LAST = 1000;
  private static final int MOST_ROUNDS = 4;
  private static final int MOST_ROUNDS_OF_MISSED = 12;
  private static final double SETTLED = 1e-3;

  private static final int FEWEST_FOR_SIBLINGS = 4;
  private static final double OPEN_FROM_SHARE = 2e-4;
  private static final double OPEN_FROM_MATCHES = 100;

  private static final double USUAL_MATCHES_PER_RECORD = 0.2;
  private static final double FEWEST_MATCHES_PER_RECORD = 0.02;
  private static final double MOST_MATCHES_PER_RECORD = 2;
  private static final double JITTER = 1.5;

  /** What is taken for granted of equal values that link weighs as much as so many pairs. */
  private static final double PAIRS_GRANTED = 100;

  /** And whatever was learned, equal values alone link. */
  private static final double LINKS = 0.9;

  private final Fitting input;
  private final Layout layout;
  private Patterns patterns;
  private boolean isOpen;
  private final MissedPairs missed;
  private final boolean countsMissed;
  private double[] ofMissed = {};
  private final PairTables candidates;
  private final Background background;
  private final Priors priors;
  private Shape shape;
  private Mixture mixture;
  private Mixture.Climb best;
  private long evaluations;

  private MatchModelFit(Fitting input, boolean countsMissed) {
    this.input = input;
    this.countsMissed = countsMissed;
    layout = new Layout(input.levels());
    patterns = new Patterns(input, layout);
    candidates = PairTables.of(layout, input.candidates());
    background = new Background(input, layout, candidates);
    priors = new Priors(input, layout, background, candidates);
    missed = new MissedPairs(input, layout, background);
  }

  /**
   * Learns from pairs. O(patterns x attributes x steps): less than a second for 10,000 patterns of
   * 8 attributes. Any input gives a model: where there is little to learn from, it says what is
   * usual for the kinds of attributes.
   */
  public static MatchModel fit(Fitting input) {
    return new MatchModelFit(input, true).fit();
  }

  /** The same by the candidates alone: as if blocking missed none. */
  static MatchModel ofCandidates(Fitting input) {
    return new MatchModelFit(input, false).fit();
  }

  private MatchModel fit() {
    int only = onlyAttribute();
    return only == Shape.NONE ? learn() : byConfidence(only);
  }

  private MatchModel learn() {
    boolean[] household = thirdClass();
    List<Mixture.Climb> climbs = new ArrayList<>();
    shape = Shape.independent(layout, household);
    mixture = mixture(shape, noCentres());
    for (int start = 0; start < input.starts(); start++) {
      climb(start(start), ROUGH, MOST_STEPS);
      climbs.add(best);
    }
    best = climbs.stream().max(Comparator.comparingDouble(Mixture.Climb::objective)).orElseThrow();
    Mixture.Climb highest = best;
    int agreeing = (int) climbs.stream().filter(climb -> climb.isLike(highest, shape)).count();
    openBackground();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] posteriors = mixture.posteriors(best.logs());
      int[][] trees = trees(posteriors);
      Shape next = new Shape(layout, trees[0], trees[1], household);
      if (next.isLike(shape)) {
        break;
      }
      learnFrom(next, posteriors);
      climb(mixture.from(posteriors), ROUGH, MOST_STEPS);
    }
    countMissed();
    climb(best.logs(), FINE, MOST_STEPS_AT_LAST);
    return model(shape, best.logs(), agreeing, best.steps(), best.converged(), best.objective());
  }

  /** Counts pairs that blocking missed to their classes, until their number stays as it is. */
  private void countMissed() {
    boolean areMissed = countsMissed && !isOpen && background.isSampled() && background.pairs() > 0;
    for (int round = 0; areMissed && round < MOST_ROUNDS_OF_MISSED; round++) {
      double[] posteriors = mixture.posteriors(best.logs());
      double[] before = best.logs();
      ofMissed = missed.tallies(shape, best.logs(), patterns, posteriors, ofMissed);
      learnFrom(shape, posteriors);
      climb(before, ROUGH, MOST_STEPS);
      if (change(before, best.logs()) < SETTLED) {
        break;
      }
    }
  }

  private static double change(double[] before, double[] after) {
    double most = 0;
    for (int c = 0; c < Shape.CLASSES; c++) {
      if (before[c] != after[c]) {
        most = Math.max(most, Math.abs(before[c] - after[c]));
      }
    }
    return most;
  }

  private void learnFrom(Shape next, double[] posteriors) {
    shape = next;
    mixture = mixture(next, centres(posteriors));
  }

  /**
   * Where matches are many and the sample is dense, some of the sampled pairs are matches that
   * blocking missed: these are then counted among matches, not as chance.
   */
  private void openBackground() {
    double share = Math.exp(best.logs()[Shape.MATCH]);
    double matches = share * input.totalPairs();
    if (!background.isSampled()
        || background.pairs() == 0
        || share < OPEN_FROM_SHARE
        || matches < OPEN_FROM_MATCHES * background.pairsPerObservation()) {
      return;
    }
    isOpen = true;
    patterns = new Patterns(patterns, input, background);
    double[] posteriors = mixture(shape, noCentres()).posteriors(best.logs());
    learnFrom(shape, posteriors);
    climb(mixture.from(posteriors), ROUGH, MOST_STEPS);
  }

  private MatchModel model(
      Shape shape, double[] logs, int agreeing, int steps, boolean converged, double objective) {
    FitSummary summary =
        new FitSummary(
            input.candidates().total(),
            input.random().total(),
            input.matches().total() + input.nonMatches().total(),
            patterns.size(),
            input.starts(),
            agreeing,
            steps,
            converged,
            evaluations,
            objective);
    MatchModel learned = model(shape, logs, new double[layout.size()], summary);
    double[] confidences = new double[layout.size()];
    for (LinkAttribute link : input.linkBy()) {
      int j = layout.find(link.name());
      if (j != Shape.NONE) {
        confidences[j] = confidence(j, link.confidence(), learned);
      }
    }
    return model(shape, logs, confidences, summary);
  }

  private MatchModel model(Shape shape, double[] logs, double[] confidences, FitSummary summary) {
    return new MatchModel(
        shape,
        logs,
        confidences,
        input.maxRecordsPerValue(),
        input.termShares(),
        input.totalPairs(),
        input.records(),
        summary);
  }

  /**
   * What equality alone gives at least: what is taken for granted, as long as there are few pairs
   * to learn it from; of many what they say, and that it links.
   */
  private double confidence(int j, double granted, MatchModel learned) {
    byte[] alone = new byte[layout.size()];
    long[] noHashes = new long[alone.length];
    Arrays.fill(noHashes, -1);
    alone[layout.place(j)] = (byte) layout.attribute(j).top();
    double told = Math.max(LINKS, MatchModel.probability(learned.logOdds(alone, noHashes)));
    double pairs = candidates.count(j, layout.attribute(j).top());
    return told >= granted
        ? granted
        : (PAIRS_GRANTED * granted + pairs * told) / (PAIRS_GRANTED + pairs);
  }

  /**
   * Where a climb starts: the first as usual; the second as if all pairs that agree more than kinds
   * do by chance were matches; the others at random around the first.
   */
  private double[] start(int number) {
    RandomStream random =
        RandomSource.seeded(input.seed()).derive("starts of a match model").stream(number);
    double perRecord = USUAL_MATCHES_PER_RECORD;
    if (number > 1) {
      double range = Math.log(MOST_MATCHES_PER_RECORD / FEWEST_MATCHES_PER_RECORD);
      perRecord = FEWEST_MATCHES_PER_RECORD * Math.exp(random.nextDouble() * range);
    }
    double matches = Math.min(perRecord * input.records(), input.candidates().total() / 2.0);
    double[] tallies = priors.fixed(shape, true, noCentres());
    tallies[Shape.MATCH] += matches;
    tallies[Shape.OTHER] += Math.max(0, input.candidates().total() - matches);
    tallies[Shape.HOUSEHOLD] += shape.hasHousehold() ? matches / 2 : 0;
    for (int j = 0; j < layout.size(); j++) {
      double[] chance = ChanceAgreement.of(layout.attribute(j));
      for (int level = 1; level < layout.levels(j); level++) {
        int other = shape.place(Shape.OTHER, j, 0, level);
        tallies[other] = number == 1 ? chance[level] : tallies[other] + candidates.count(j, level);
        if (number > 1) {
          tallies[shape.place(Shape.MATCH, j, 0, level)] *=
              Math.exp(JITTER * (2 * random.nextDouble() - 1));
        }
      }
    }
    double[] logs = new double[shape.size()];
    shape.normalise(tallies, logs);
    return logs;
  }

  private Mixture mixture(Shape shape, double[][][] centres) {
    double[] fixed = priors.fixed(shape, !isOpen, centres);
    for (int at = 0; at < ofMissed.length; at++) {
      fixed[at] += ofMissed[at];
    }
    return new Mixture(shape, patterns, fixed);
  }

  private void climb(double[] from, double tolerance, int mostSteps) {
    best = mixture.climb(from, tolerance, mostSteps);
    evaluations += (long) best.steps() * patterns.size();
  }

  /** Parents of attributes within matches and within others. */
  private int[][] trees(double[] posteriors) {
    PairTables[] tables = tables(posteriors);
    if (!isOpen) {
      tables[Shape.OTHER].add(background);
    }
    return new int[][] {
      amongHousehold(DependenceTree.parents(tables[Shape.MATCH], 1)),
      DependenceTree.parents(tables[Shape.OTHER], background.pairsPerObservation())
    };
  }

  /**
   * Where there are households, only what they share may depend on each other within matches: who
   * moves changes street and town together. Else those who live together would be learned as
   * matches whose names differ.
   */
  private int[] amongHousehold(int[] parents) {
    for (int j = 0; j < parents.length && shape.hasHousehold(); j++) {
      if (parents[j] != Shape.NONE
          && !(layout.attribute(j).household() && layout.attribute(parents[j]).household())) {
        parents[j] = Shape.NONE;
      }
    }
    return parents;
  }

  /** Shares of levels by class and attribute. */
  private double[][][] centres(double[] posteriors) {
    PairTables[] tables = tables(posteriors);
    double[][][] centres = noCentres();
    for (int j = 0; j < layout.size(); j++) {
      double[] match = priors.matches(j);
      double[] other = priors.others(j);
      double[] rest = background.counts(j);
      for (int level = 1; level < match.length; level++) {
        match[level] += tables[Shape.MATCH].count(j, level);
        other[level] += tables[Shape.OTHER].count(j, level) + (isOpen ? 0 : rest[level]);
      }
      centres[Shape.MATCH][j] = shares(match);
      centres[Shape.OTHER][j] = shares(other);
      double[] household = priors.household(j);
      for (int level = 1; level < household.length; level++) {
        household[level] += tables[Shape.HOUSEHOLD].count(j, level);
      }
      centres[Shape.HOUSEHOLD][j] = shares(household);
    }
    return centres;
  }

  private double[][][] noCentres() {
    return new double[Shape.CLASSES][layout.size()][0];
  }

  private static double[] shares(double[] counts) {
    double sum = 0;
    for (int level = 1; level < counts.length; level++) {
      sum += counts[level];
    }
    double[] shares = new double[counts.length];
    for (int level = 1; level < counts.length; level++) {
      shares[level] = counts[level] / sum;
    }
    return shares;
  }

  /** Candidates and labelled pairs, by how much they are matches, and others. */
  private PairTables[] tables(double[] posteriors) {
    PairTables[] tables = {new PairTables(layout), new PairTables(layout), new PairTables(layout)};
    for (int i = 0; i < patterns.size(); i++) {
      double match = posteriors[i * Shape.CLASSES + Shape.MATCH];
      double other = posteriors[i * Shape.CLASSES + Shape.OTHER];
      int offset = patterns.offset(i);
      tables[Shape.MATCH].add(
          patterns.levels(), offset, patterns.open(i) * match + patterns.matches(i));
      tables[Shape.OTHER].add(
          patterns.levels(), offset, patterns.open(i) * other + patterns.others(i));
      double household = posteriors[i * Shape.CLASSES + Shape.HOUSEHOLD];
      tables[Shape.HOUSEHOLD].add(patterns.levels(), offset, patterns.open(i) * household);
    }
    return tables;
  }

  /**
   * What pairs of the third class have in common. A household is told by two attributes that it
   * shares and one that it does not; some of them share an address of mail or a device, too: how
   * many is learned, as long as something is left that tells them apart. Full names of a household
   * have the family's in common. Of things, siblings are told by four attributes or more.
   */
  private boolean[] thirdClass() {
    boolean[] household = new boolean[layout.size()];
    boolean[] siblings = new boolean[layout.size()];
    int shared = 0;
    int telling = 0;
    boolean ofPersons = false;
    for (int j = 0; j < layout.size(); j++) {
      household[j] = layout.attribute(j).household();
      siblings[j] = true;
      ofPersons |= Shape.isOfPersons(layout.attribute(j).kind());
      telling += saysSomething(j) ? 1 : 0;
      shared += household[j] && saysSomething(j) ? 1 : 0;
    }
    boolean isHousehold = ofPersons && shared >= 2 && telling > shared;
    boolean isSiblings = !ofPersons && telling >= FEWEST_FOR_SIBLINGS;
    if (isHousehold && hasPersonal()) {
      for (int j = 0; j < layout.size(); j++) {
        household[j] |= Priors.isSometimesShared(layout.attribute(j));
        household[j] |= layout.attribute(j).kind() == AttributeKind.FULL_NAME;
      }
    }
    return isHousehold ? household : isSiblings ? siblings : new boolean[layout.size()];
  }

  /** Whether an attribute says something that those who live together have each for themselves. */
  private boolean hasPersonal() {
    for (int j = 0; j < layout.size(); j++) {
      Levels levels = layout.attribute(j);
      if (saysSomething(j) && !levels.household() && !Priors.isSometimesShared(levels)) {
        return true;
      }
    }
    return false;
  }

  private boolean saysSomething(int j) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.levels()[patterns.offset(i) + j] != Levels.MISSING) {
        return true;
      }
    }
    return false;
  }

  /** The one attribute that says something, if it links and no pair is known; else NONE. */
  private int onlyAttribute() {
    int[] telling = IntStream.range(0, layout.size()).filter(this::saysSomething).toArray();
    int only = telling.length == 1 ? telling[0] : layout.size() == 1 ? 0 : Shape.NONE;
    boolean hasLabels = input.matches().total() + input.nonMatches().total() > 0;
    return only == Shape.NONE || hasLabels || confidence(only) == 0 ? Shape.NONE : only;
  }

  private double confidence(int j) {
    return input.linkBy().stream()
        .filter(link -> link.name().equals(layout.attribute(j).attribute()))
        .mapToDouble(LinkAttribute::confidence)
        .findFirst()
        .orElse(0);
  }

  /** Equal values are one customer as surely as is taken for granted; the rest follows. */
  private MatchModel byConfidence(int only) {
    Shape shape = Shape.independent(layout, new boolean[layout.size()]);
    double[] tallies = priors.fixed(shape, true, noCentres());
    int top = layout.attribute(only).top();
    double confidence = confidence(only);
    double matches = confidence * candidates.count(only, top);
    tallies[Shape.MATCH] += matches;
    tallies[Shape.OTHER] += input.candidates().total() - matches;
    for (int level = 1; level < top; level++) {
      tallies[shape.place(Shape.OTHER, only, 0, level)] += candidates.count(only, level);
    }
    double[] logs = new double[shape.size()];
    shape.normalise(tallies, logs);
    // odds of a match are share x m / (share of others x u): solved for u
    double odds = confidence / (1 - confidence);
    int equal = shape.place(Shape.OTHER, only, 0, top);
    double u =
        Math.exp(
                logs[Shape.MATCH]
                    - logs[Shape.OTHER]
                    + logs[shape.place(Shape.MATCH, only, 0, top)])
            / odds;
    double before = Math.exp(logs[equal]);
    for (int level = 1; level < top; level++) {
      logs[shape.place(Shape.OTHER, only, 0, level)] += Math.log((1 - u) / (1 - before));
    }
    logs[equal] = Math.log(u);
    return model(shape, logs, input.starts(), 0, true, 0);
  }
}
