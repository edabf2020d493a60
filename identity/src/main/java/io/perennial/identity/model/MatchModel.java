// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.Levels;
import io.perennial.math.special.Logarithms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How surely two records are one customer, given how they agree. A frozen function of a pair: made
 * by {@link MatchModelFit}, stored as JSON, without personal data. Immutable; safe for any number
 * of threads.
 */
public final class MatchModel {

  private static final double LOG_2 = Math.log(2);

  private final Shape shape;
  private final Layout layout;
  private final double[] logs;
  private final double[] confidences;
  private final int maxRecordsPerValue;
  private final TermShares termShares;
  private final double totalPairs;
  private final long records;
  private final FitSummary summary;

  // by attribute, by name
  private final TermShares.Attribute[] shares;
  private final boolean[] weighsTerms;
  private final double[] logUsualChance;
  private final double[] logMeanShare;
  // how many other records of its own customer have a record's value
  private final double[] ownRecords;
  private final double[] linkBonus;

  /**
   * A model.
   *
   * @param logs of probabilities, by place of the shape
   * @param confidences by attribute that equality alone gives at least; 0 for those that do not
   *     link
   */
  MatchModel(
      Shape shape,
      double[] logs,
      double[] confidences,
      int maxRecordsPerValue,
      TermShares termShares,
      double totalPairs,
      long records,
      FitSummary summary) {
    this.shape = shape;
    layout = shape.layout();
    this.logs = logs.clone();
    this.confidences = confidences.clone();
    this.maxRecordsPerValue = maxRecordsPerValue;
    this.termShares = termShares;
    this.totalPairs = totalPairs;
    this.records = records;
    this.summary = summary;
    int n = layout.size();
    shares = new TermShares.Attribute[n];
    weighsTerms = new boolean[n];
    logUsualChance = new double[n];
    logMeanShare = new double[n];
    ownRecords = new double[n];
    linkBonus = new double[n];
    for (int j = 0; j < n; j++) {
      Levels levels = layout.attribute(j);
      shares[j] = termShares.of(levels.attribute());
      weighsTerms[j] = levels.usesTermShares() && !isIdentifier(levels) && shares[j].isKnown();
      logUsualChance[j] = Math.log(marginal(Shape.OTHER, j)[levels.top()]);
      ownRecords[j] =
          2 * expectedMatches() / Math.max(1, records) * marginal(Shape.MATCH, j)[levels.top()];
      logMeanShare[j] = weighsTerms[j] ? Math.log(shares[j].meanShare(ownRecords[j])) : 0;
    }
    long[] noHashes = new long[n];
    Arrays.fill(noHashes, -1);
    for (int j = 0; j < n; j++) {
      if (confidences[j] > 0) {
        byte[] alone = new byte[n];
        alone[layout.place(j)] = (byte) layout.attribute(j).top();
        double needed = Math.log(confidences[j]) - Logarithms.log1p(-confidences[j]);
        linkBonus[j] = Math.max(0, needed - upTo(alone, noHashes, n));
      }
    }
  }

  private static boolean isIdentifier(Levels levels) {
    return switch (levels.kind()) {
      case EMAIL, PHONE, IDENTIFIER -> true;
      default -> false;
    };
  }

  /** The attributes it looks at, as pairs' levels list them. */
  public List<Levels> levels() {
    return layout.listed();
  }

  /**
   * The natural logarithm of the odds that two records are one customer. O(attributes); allocates
   * nothing.
   *
   * @param levels how they agree on each attribute, as listed
   * @param agreedHashes of the value that both have, where the level is the highest; else below 0
   * @throws IllegalArgumentException if a level does not exist
   */
  public double logOdds(byte[] levels, long[] agreedHashes) {
    return upTo(levels, agreedHashes, layout.size());
  }

  /**
   * The natural logarithm of the odds that two records are of one household, be they one customer
   * or two; as {@link #logOdds} where households cannot be told.
   */
  public double householdLogOdds(byte[] levels, long[] agreedHashes) {
    if (!tellsHouseholds()) {
      return logOdds(levels, agreedHashes);
    }
    double match = logProbability(Shape.MATCH, levels, agreedHashes, layout.size());
    double other = logProbability(Shape.OTHER, levels, agreedHashes, layout.size());
    double household = logProbability(Shape.HOUSEHOLD, levels, agreedHashes, layout.size());
    return logSum(match + bonus(levels, agreedHashes, layout.size()), household) - other;
  }

  /** The probability of log-odds. */
  public static double probability(double logOdds) {
    return Logarithms.logistic(logOdds);
  }

  /**
   * What {@link #logOdds} is made of.
   *
   * @throws IllegalArgumentException if a level does not exist
   */
  public Waterfall explain(byte[] levels, long[] agreedHashes) {
    double before = upTo(levels, agreedHashes, 0);
    double prior = before;
    List<Waterfall.Evidence> evidence =
        new ArrayList<>(Collections.nCopies(layout.size(), new Waterfall.Evidence("", "", 0)));
    for (int j = 0; j < layout.size(); j++) {
      double after = upTo(levels, agreedHashes, j + 1);
      Levels attribute = layout.attribute(j);
      int place = layout.place(j);
      evidence.set(
          place,
          new Waterfall.Evidence(
              attribute.attribute(),
              attribute.names().get(levels[place]),
              (after - before) / LOG_2));
      before = after;
    }
    return new Waterfall(prior / LOG_2, evidence, before / LOG_2, probability(before));
  }

  /** The share of matches among all pairs: the prior probability, in (0, 1). */
  public double matchShare() {
    return Math.exp(logs[Shape.MATCH]);
  }

  /** The share of pairs of two persons of one household among all pairs; 0 if it cannot be told. */
  public double householdShare() {
    return tellsHouseholds() ? Math.exp(logs[Shape.HOUSEHOLD]) : 0;
  }

  /** Whether pairs of two persons of one household are told from other pairs. */
  public boolean tellsHouseholds() {
    return shape.hasHousehold() && !shape.isOfSiblings();
  }

  /** How many pairs of records are expected to be one customer. */
  public double expectedMatches() {
    return matchShare() * totalPairs;
  }

  /**
   * How often matches have each level of an attribute: m, by level from 1; index 0 is 0. Where it
   * depends on another attribute: on average.
   */
  public double[] m(String attribute) {
    return marginal(Shape.MATCH, known(attribute));
  }

  /** How often pairs of different customers have each level: u, as {@link #m}. */
  public double[] u(String attribute) {
    return marginal(Shape.OTHER, known(attribute));
  }

  /** The attribute that an attribute depends on within matches; empty for none. */
  public Optional<String> matchParent(String attribute) {
    return parent(Shape.MATCH, known(attribute));
  }

  /** The attribute that an attribute depends on among pairs of different customers, or empty. */
  public Optional<String> otherParent(String attribute) {
    return parent(Shape.OTHER, known(attribute));
  }

  /** How it was learned. */
  public FitSummary summary() {
    return summary;
  }

  /** All of it as JSON, from which {@link #fromJson} makes a model of the same bits. */
  public String toJson() {
    return ModelJson.write(this);
  }

  /**
   * The model that was written.
   *
   * @throws IllegalArgumentException if the text is no such model
   */
  public static MatchModel fromJson(String json) {
    return ModelJson.read(json);
  }

  Shape shape() {
    return shape;
  }

  double log(int place) {
    return logs[place];
  }

  double confidence(int j) {
    return confidences[j];
  }

  int maxRecordsPerValue() {
    return maxRecordsPerValue;
  }

  /** How frequent values were when it was fitted. */
  public TermShares termShares() {
    return termShares;
  }

  long records() {
    return records;
  }

  double totalPairs() {
    return totalPairs;
  }

  private Optional<String> parent(int c, int j) {
    int parent = shape.parent(c, j);
    return parent == Shape.NONE
        ? Optional.empty()
        : Optional.of(layout.attribute(parent).attribute());
  }

  private int known(String attribute) {
    int j = layout.find(attribute);
    if (j == Shape.NONE) {
      throw new IllegalArgumentException("Unknown attribute: " + attribute);
    }
    return j;
  }

  /** The distribution of levels over those of the parent, grandparent and so on. */
  private double[] marginal(int c, int j) {
    double[] shares = new double[layout.levels(j)];
    int parent = shape.parent(c, j);
    double[] rows = parent == Shape.NONE ? new double[] {1} : marginal(c, parent);
    for (int row = 0; row < rows.length; row++) {
      for (int level = 1; level < shares.length; level++) {
        shares[level] += rows[row] * Math.exp(logs[shape.place(c, j, row, level)]);
      }
    }
    return shares;
  }

  /** Log-odds by the first attributes by name; the others are taken as missing. */
  private double upTo(byte[] levels, long[] hashes, int attributes) {
    double match = logProbability(Shape.MATCH, levels, hashes, attributes);
    double other = logProbability(Shape.OTHER, levels, hashes, attributes);
    double others =
        shape.hasHousehold()
            ? logSum(other, logProbability(Shape.HOUSEHOLD, levels, hashes, attributes))
            : other;
    return match - others + bonus(levels, hashes, attributes);
  }

  private double bonus(byte[] levels, long[] hashes, int attributes) {
    double bonus = 0;
    for (int j = 0; j < attributes; j++) {
      if (linkBonus[j] > 0 && level(j, levels, hashes) == layout.attribute(j).top()) {
        bonus += linkBonus[j];
      }
    }
    return bonus;
  }

  private double logProbability(int c, byte[] levels, long[] hashes, int attributes) {
    double log = logs[c];
    if (c == Shape.HOUSEHOLD && !shape.hasHousehold()) {
      return log;
    }
    for (int j = 0; j < attributes; j++) {
      int level = level(j, levels, hashes);
      if (level == Levels.MISSING) {
        continue;
      }
      int parent = shape.parent(c, j);
      int row = parent == Shape.NONE || parent >= attributes ? 0 : level(parent, levels, hashes);
      double chance = logs[shape.place(c, j, row, level)];
      log += chance;
      if (weighsTerms[j] && c != Shape.MATCH && level == layout.attribute(j).top()) {
        boolean byChance = c == Shape.OTHER || !shape.isOfHousehold(j);
        long hash = hashes[layout.place(j)];
        if (byChance && hash >= 0) {
          log += termWeight(j, hash, chance);
        }
      }
    }
    return log;
  }

  /**
   * What the value's own share adds to the logarithm of the chance of agreeing, of which the model
   * knows the mean. Where the parent's agreement makes this one likely, whatever the value, it adds
   * as much less.
   */
  private double termWeight(int j, long hash, double chance) {
    double own = Math.min(1, Math.max(0, chance / logUsualChance[j]));
    return own * (Math.log(shares[j].share(hash, ownRecords[j])) - logMeanShare[j]);
  }

  /**
   * Whether a value links nobody by now, since more records have it than may, and did when the
   * model was fitted: it is to be fitted anew then. False for attributes that do not link.
   *
   * @param records that have the value now
   */
  public boolean becameCommon(String attribute, long hash, long records) {
    for (int j = 0; j < layout.size(); j++) {
      if (layout.attribute(j).attribute().equals(attribute)) {
        return confidences[j] > 0
            && records > maxRecordsPerValue
            && records >= shares[j].least
            && shares[j].count(hash) <= maxRecordsPerValue;
      }
    }
    return false;
  }

  /**
   * How many records had a value when the model was fitted, as far as that was counted; 0 for what
   * few had.
   */
  public long records(String attribute, long hash) {
    for (int j = 0; j < layout.size(); j++) {
      if (layout.attribute(j).attribute().equals(attribute)) {
        return shares[j].count(hash);
      }
    }
    return 0;
  }

  /** The level, or missing where the value is one of too many records to say anything. */
  private int level(int j, byte[] levels, long[] hashes) {
    int place = layout.place(j);
    int level = levels[place];
    int top = layout.attribute(j).top();
    if (level < 0 || level > top) {
      throw new IllegalArgumentException(
          "Invalid level of "
              + layout.attribute(j).attribute()
              + ": "
              + level
              + " (must be within 0 and "
              + top
              + ")");
    }
    if (level == top
        && confidences[j] > 0
        && hashes[place] >= 0
        && shares[j].count(hashes[place]) > maxRecordsPerValue) {
      return Levels.MISSING;
    }
    return level;
  }

  private static double logSum(double a, double b) {
    double high = Math.max(a, b);
    double low = Math.min(a, b);
    return low == Double.NEGATIVE_INFINITY ? high : high + Logarithms.log1p(Math.exp(low - high));
  }
}
